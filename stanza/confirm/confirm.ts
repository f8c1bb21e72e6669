/**
 * XEP-0070: Verifying HTTP Requests via XMPP, version 1.0.2 (2025-09-30).
 * https://xmpp.org/extensions/xep-0070.html
 */
import {
  NS_CLIENT,
  messageStanza,
  stanzaError,
  xml,
  type Element,
  type XmlElement,
} from '../core/index.js';
import { messageThread, type MessageThread } from '../message/index.js';

export const NS_HTTP_AUTH = 'http://jabber.org/protocol/http-auth';

/** A request over HTTP that somebody is to have made, or not. */
export interface HttpRequest {
  /** What tells this request from others: show it, so that people can compare it. */
  readonly id: string;
  /** The method, `GET`. */
  readonly method: string;
  /** The address. Text: nobody is to open it by itself. */
  readonly url: string;
}

/** `<confirm/>`. */
export const confirmElement = ({ id, method, url }: HttpRequest): XmlElement =>
  xml('confirm', { xmlns: NS_HTTP_AUTH, id, method, url });

/** Reads a `<confirm/>`; `undefined` where an attribute is missing: all are required (section 4.1). */
export function readConfirm(el: Element): HttpRequest | undefined {
  if (!el.is('confirm', NS_HTTP_AUTH)) return undefined;
  const { id, method, url } = el.attrs as Readonly<Record<string, string | undefined>>; // strings
  return id && method && url ? { id, method, url } : undefined;
}

/** Where the question came from, and how it is answered. */
export interface ConfirmAnswer {
  readonly to: string;
  readonly request: HttpRequest;
  /** The id of the iq that asked; absent: a message did. */
  readonly iq?: string;
  /** Of a message: "MUST mirror the thread ID" (section 4.3). */
  readonly thread?: MessageThread;
}

/** "Yes, that was me" (section 4.3): an iq asked for by an iq, else a message with the question in it. */
export const confirmAccepted = ({ to, request, iq, thread }: ConfirmAnswer): XmlElement =>
  iq === undefined
    ? messageStanza({ to }, thread && messageThread(thread), confirmElement(request))
    : xml('iq', { xmlns: NS_CLIENT, type: 'result', id: iq, to });

/** "No, it was not" (section 4.3): "MUST be of type 'error'". */
export const confirmRefused = ({ to, request, iq, thread }: ConfirmAnswer): XmlElement => {
  const content = [confirmElement(request), stanzaError('not-authorized')];
  return iq === undefined
    ? messageStanza({ to, type: 'error' }, thread && messageThread(thread), content)
    : xml('iq', { xmlns: NS_CLIENT, type: 'error', id: iq, to }, content);
};
