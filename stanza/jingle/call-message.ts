/**
 * XEP-0353: Jingle Message Initiation, version 0.8.0 (2026-02-19).
 * https://xmpp.org/extensions/xep-0353.html
 */
import { childElements, messageStanza, xml, type Element, type XmlElement } from '../core/index.js';
import { messageHint } from '../message/index.js';
import { descriptionElement, readDescription, type JingleDescription } from './content.js';
import { isJingleSid } from './jingle.js';
import { NS_JINGLE } from './namespaces.js';
import { readReason, reasonElement, type JingleReason } from './reason.js';

export const NS_JINGLE_MESSAGE = 'urn:xmpp:jingle-message:0';

/** What messages say of a call; `accept` is what older clients tell their own devices. */
export const callMessageTypes = [
  'propose',
  'ringing',
  'proceed',
  'accept',
  'reject',
  'retract',
  'finish',
] as const;

export type CallMessageType = (typeof callMessageTypes)[number];

/** A message about a call. */
export interface CallMessage {
  readonly type: CallMessageType;
  /** The session that is or will be. */
  readonly sid: string;
  /** Of `propose`: one for each medium. */
  readonly descriptions?: readonly JingleDescription[];
  /** Of `reject`, `retract` and `finish`. */
  readonly reason?: JingleReason;
  /** Of `reject` and `retract`: both proposed, and the other proposal goes on (section 4.1). */
  readonly isTieBreak?: true;
  /** Of `finish`: the session that goes on with the call (section 4.2). */
  readonly migratedTo?: string;
}

/** The element in a message. */
export const callElement = (call: CallMessage): XmlElement =>
  xml(
    call.type,
    { xmlns: NS_JINGLE_MESSAGE, id: call.sid },
    (call.descriptions ?? []).map(descriptionElement),
    call.reason && reasonElement(call.reason, NS_JINGLE),
    call.isTieBreak && xml('tie-break'),
    call.migratedTo !== undefined && xml('migrated', { to: call.migratedTo }),
  );

/** The message: "MUST be of type='chat' and contain … <store/> hints" (section 3). */
export const callMessage = (to: string, call: CallMessage): XmlElement =>
  messageStanza({ to, type: 'chat' }, callElement(call), messageHint('store'));

/** Reads such an element; `undefined` for another one, and for one that names no session. */
export function readCallElement(el: Element): CallMessage | undefined {
  const type = callMessageTypes.find((each) => el.is(each, NS_JINGLE_MESSAGE));
  const sid: unknown = el.attrs['id'];
  if (type === undefined || typeof sid !== 'string' || !isJingleSid(sid)) return undefined;
  if (type === 'propose') return { type, sid, descriptions: readDescriptions(el) };
  const isEnd = type === 'reject' || type === 'retract' || type === 'finish';
  return { type, sid, ...(isEnd && readEnd(el, type)) };
}

/** The first such element of a message. */
export function readCallMessage(message: Element): CallMessage | undefined {
  for (const el of childElements(message)) {
    const read = readCallElement(el);
    if (read !== undefined) return read;
  }
  return undefined;
}

const readDescriptions = (propose: Element): JingleDescription[] =>
  childElements(propose)
    .filter((el) => el.getName() === 'description')
    .map(readDescription);

function readEnd(el: Element, type: 'reject' | 'retract' | 'finish'): Partial<CallMessage> {
  const reason = readReason(el);
  const isTieBreak = type !== 'finish' && el.getChild('tie-break', NS_JINGLE_MESSAGE);
  const to: unknown = type === 'finish' && el.getChild('migrated', NS_JINGLE_MESSAGE)?.attrs['to'];
  return {
    ...(reason !== undefined && { reason }),
    ...(isTieBreak && { isTieBreak: true }),
    ...(typeof to === 'string' && isJingleSid(to) && { migratedTo: to }),
  };
}
