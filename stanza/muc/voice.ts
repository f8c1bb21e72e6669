/**
 * Asking for a voice in a moderated room (XEP-0045 sections 7.13 and 8.6).
 */
import { messageStanza, readJid, type Element, type XmlElement } from '../core/index.js';
import {
  dataFormElement,
  formText,
  readDataForm,
  submitForm,
  type DataForm,
} from '../data-forms/index.js';

/** What the fields of such a form mean. */
export const MUC_REQUEST = 'http://jabber.org/protocol/muc#request';

/** Asks the moderators of a room for a voice. */
export const voiceRequest = (room: string): XmlElement =>
  messageStanza(
    { to: room },
    dataFormElement({
      type: 'submit',
      instructions: [],
      formType: MUC_REQUEST,
      fields: [{ type: 'list-single', var: 'muc#role', value: 'participant', options: [] }],
    }),
  );

/** Somebody asks for a voice. */
export interface VoiceRequest {
  readonly nick?: string;
  readonly jid?: string;
  readonly role?: string;
  /** To be filled in: {@link voiceAnswer} does. */
  readonly form: DataForm;
}

/** Reads the form that moderators get; `undefined` where it is another one. */
export function readVoiceRequest(x: Element): VoiceRequest | undefined {
  const form = readDataForm(x);
  if (form?.formType !== MUC_REQUEST || form.type !== 'form') return undefined;
  const nick = formText(form, 'muc#roomnick');
  const jid = readJid(formText(form, 'muc#jid'))?.toString();
  const role = formText(form, 'muc#role');
  return {
    ...(nick !== undefined && { nick }),
    ...(jid !== undefined && { jid }),
    ...(role !== undefined && { role }),
    form,
  };
}

/** A moderator's answer to the form. @throws FormValueError for a form that asks for nothing */
export const voiceAnswer = (room: string, form: DataForm, isAllowed: boolean): XmlElement =>
  messageStanza(
    { to: room },
    dataFormElement(submitForm(form, { 'muc#request_allow': isAllowed })),
  );
