/**
 * XEP-0198: Stream Management, version 1.6.3 (2025-07-28).
 * https://xmpp.org/extensions/xep-0198.html
 */
import {
  NS_STANZA_ERRORS,
  childElements,
  isStanzaErrorCondition,
  xml,
  type Element,
  type StanzaErrorCondition,
  type XmlElement,
} from '../core/index.js';
import { NS_STREAM, NS_STREAM_ERRORS } from '../stream/stream.js';

export const NS_STREAM_MANAGEMENT = 'urn:xmpp:sm:3';

/** Counters go from 2^32 - 1 back to 0 (section 4). */
const MODULUS = 2 ** 32;

/** `count` and `more` after it. */
export const addToCount = (count: number, more: number): number => (count + more) % MODULUS;

/** How many come after `from` up to `to`: never negative, since counters go round. */
export const countBetween = (from: number, to: number): number => (to - from + MODULUS) % MODULUS;

/** Whether `count` is `target`, or lies behind it by less than half of all counts. */
export const hasReached = (count: number, target: number): boolean =>
  countBetween(target, count) < MODULUS / 2;

/** `<enable/>`: asks for acknowledgements, and that the stream may be resumed (section 5). */
export const enableStreamManagement = (maxSeconds?: number): XmlElement =>
  xml('enable', {
    xmlns: NS_STREAM_MANAGEMENT,
    resume: 'true',
    max: maxSeconds === undefined ? undefined : String(maxSeconds),
  });

/** `<resume/>`: goes on with the stream `id`, of which `handled` stanzas were handled (section 5). */
export const resumeStream = (id: string, handled: number): XmlElement =>
  xml('resume', { xmlns: NS_STREAM_MANAGEMENT, previd: id, h: String(handled) });

/** `<r/>`: asks how much was handled (section 4). */
export const ackRequest = (): XmlElement => xml('r', { xmlns: NS_STREAM_MANAGEMENT });

/** `<a/>`: says how many stanzas were handled (section 4). */
export const ackAnswer = (handled: number): XmlElement =>
  xml('a', { xmlns: NS_STREAM_MANAGEMENT, h: String(handled) });

/** The stream error for a peer that acknowledges more than it was sent (section 6). */
export const handledCountTooHigh = (handled: number, sent: number): XmlElement =>
  xml(
    'stream:error',
    { 'xmlns:stream': NS_STREAM },
    xml('undefined-condition', { xmlns: NS_STREAM_ERRORS }),
    xml('handled-count-too-high', {
      xmlns: NS_STREAM_MANAGEMENT,
      h: String(handled),
      'send-count': String(sent),
    }),
  );

/** What a server says about stream management. */
export type StreamManagementReply =
  | { readonly kind: 'request' }
  | { readonly kind: 'answer'; readonly handled: number }
  | {
      readonly kind: 'enabled';
      /** The name under which the stream can be resumed; absent where it cannot. */
      readonly id?: string;
      /** Where the server would like it to be resumed. */
      readonly location?: string;
      /** For how long it can be resumed after it was lost, in seconds. */
      readonly maxSeconds?: number;
    }
  | { readonly kind: 'resumed'; readonly id: string; readonly handled: number }
  | {
      readonly kind: 'failed';
      readonly condition: StanzaErrorCondition;
      /** How many of our stanzas were handled on the stream that is gone, where the server knows. */
      readonly handled?: number;
    };

/**
 * Reads what a server says in the namespace of stream management.
 *
 * @returns `undefined` for another element, and for one whose counter or id is missing or none
 */
export function readStreamManagement(el: Element): StreamManagementReply | undefined {
  if (el.getNS() !== NS_STREAM_MANAGEMENT) return undefined;
  const handled = readCount(el.attrs['h']);
  switch (el.getName()) {
    case 'r':
      return { kind: 'request' };
    case 'a':
      return handled === undefined ? undefined : { kind: 'answer', handled };
    case 'enabled':
      return readEnabled(el);
    case 'resumed': {
      const id = textOf(el, 'previd');
      return handled === undefined || id === undefined
        ? undefined
        : { kind: 'resumed', id, handled };
    }
    case 'failed':
      return {
        kind: 'failed',
        condition: conditionOf(el),
        ...(handled !== undefined && { handled }),
      };
    default:
      return undefined;
  }
}

function readEnabled(el: Element): StreamManagementReply {
  const id = textOf(el, 'id');
  const location = textOf(el, 'location');
  const maxSeconds = readCount(el.attrs['max']);
  const mayResume = el.attrs['resume'] === 'true' || el.attrs['resume'] === '1';
  return {
    kind: 'enabled',
    ...(mayResume && id !== undefined && { id }),
    ...(location !== undefined && { location }),
    ...(maxSeconds !== undefined && { maxSeconds }),
  };
}

function conditionOf(failed: Element): StanzaErrorCondition {
  for (const child of childElements(failed)) {
    const name = child.getName();
    if (child.getNS() === NS_STANZA_ERRORS && isStanzaErrorCondition(name)) return name;
  }
  return 'undefined-condition';
}

const textOf = (el: Element, name: string): string | undefined => {
  const value: unknown = el.attrs[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

const unsignedInt = /^[ \t\r\n]*\+?\d{1,20}[ \t\r\n]*$/;

/** An unsignedInt of XML Schema: digits, and below 2^32. */
function readCount(text: unknown): number | undefined {
  if (typeof text !== 'string' || !unsignedInt.test(text)) return undefined;
  const count = Number(text);
  return count < MODULUS ? count : undefined;
}
