/**
 * XEP-0158: CAPTCHA Forms, version 1.0.1 (2019-11-07): what is read of them.
 * https://xmpp.org/extensions/xep-0158.html
 */
import type { Element } from '../core/index.js';
import { formText, type DataForm, type FormField } from './data-forms.js';
import type { FieldMedia } from './media.js';
import { readDataForm } from './read-data-form.js';

export const NS_CAPTCHA = 'urn:xmpp:captcha';

/** Names of fields that hold a challenge (section 6). */
const CHALLENGES: readonly string[] = [
  ...['audio_recog', 'ocr', 'picture_q', 'picture_recog', 'qa', 'SHA-256'],
  ...['speech_q', 'speech_recog', 'video_q', 'video_recog'],
];

/** A question for a human, or for the machine (`SHA-256`). */
export interface CaptchaChallenge {
  /** The field to fill in. */
  readonly name: string;
  /** What to do, for display. */
  readonly question?: string;
  /** What to look at or listen to. */
  readonly media?: FieldMedia;
  readonly required: boolean;
}

/** The form of a `<captcha/>`, which a stanza may bring (section 3). */
export function readCaptcha(stanza: Element): DataForm | undefined {
  const el = stanza.is('captcha', NS_CAPTCHA) ? stanza : stanza.getChild('captcha', NS_CAPTCHA);
  return el && readDataForm(el);
}

/** The challenges of a form, in its order. Fewer `answers` than challenges may be wanted. */
export function captchaChallenges(form: DataForm): CaptchaChallenge[] {
  return form.fields.filter(isChallenge).map(({ var: name, label, media, required }) => ({
    name,
    ...(label !== undefined && { question: label }),
    ...(media !== undefined && { media }),
    required: required === true,
  }));
}

/** How many of the challenges must be answered; absent: the required ones (section 3.2). */
export function captchaAnswers(form: DataForm): number | undefined {
  const text = formText(form, 'answers');
  return text !== undefined && /^\d{1,2}$/.test(text) ? Number(text) : undefined;
}

const isChallenge = (field: FormField): field is FormField & { readonly var: string } =>
  field.var !== undefined && field.type !== 'fixed' && CHALLENGES.includes(field.var);
