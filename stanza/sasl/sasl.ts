/**
 * SASL negotiation (RFC 6120 section 6).
 */
import {
  childElements,
  decodeBase64,
  encodeBase64,
  xml,
  type Element,
  type XmlElement,
} from '../core/index.js';

export const NS_SASL = 'urn:ietf:params:xml:ns:xmpp-sasl';

/** `<auth/>`; an empty initial response is written as `=` (section 6.4.2). */
export const saslAuth = (mechanism: string, initial: Uint8Array | undefined): XmlElement =>
  xml('auth', { xmlns: NS_SASL, mechanism }, initial && saslText(initial));

/** `<response/>` to a challenge. */
export const saslResponse = (data: Uint8Array): XmlElement =>
  xml('response', { xmlns: NS_SASL }, data.length === 0 ? undefined : encodeBase64(data));

/** `<abort/>`: gives the login up (section 6.4.4). */
export const saslAbort = (): XmlElement => xml('abort', { xmlns: NS_SASL });

const saslText = (data: Uint8Array): string => (data.length === 0 ? '=' : encodeBase64(data));

/** What the server said. */
export type SaslReply =
  | { readonly kind: 'challenge'; readonly data: Uint8Array }
  | { readonly kind: 'success'; readonly data: Uint8Array | undefined }
  | { readonly kind: 'failure'; readonly condition: SaslCondition; readonly text?: string };

/** The defined conditions of a refused login (section 6.5). */
export const saslConditions = [
  'aborted',
  'account-disabled',
  'credentials-expired',
  'encryption-required',
  'incorrect-encoding',
  'invalid-authzid',
  'invalid-mechanism',
  'malformed-request',
  'mechanism-too-weak',
  'not-authorized',
  'temporary-auth-failure',
] as const;

export type SaslCondition = (typeof saslConditions)[number];

const conditions: ReadonlySet<string> = new Set(saslConditions);

/** The condition that a refusal names; `not-authorized` where it names none that is known. */
export function readSaslCondition(failure: Element): SaslCondition {
  let condition: SaslCondition = 'not-authorized';
  for (const child of childElements(failure)) {
    const name = child.getName();
    if (child.getNS() !== NS_SASL || !conditions.has(name)) continue;
    condition = name as SaslCondition; // just looked up
  }
  return condition;
}

/**
 * Reads what answers `<auth/>` or `<response/>`; `undefined` for another element, and for data that
 * is no base64.
 */
export function readSaslReply(el: Element): SaslReply | undefined {
  if (el.getNS() !== NS_SASL) return undefined;
  const kind = el.getName();
  if (kind === 'failure') return readFailure(el);
  if (kind !== 'challenge' && kind !== 'success') return undefined;
  const text = el.getText().trim();
  if (kind === 'success' && text === '') return { kind, data: undefined };
  const data = text === '=' ? new Uint8Array(0) : decodeBase64(text);
  return data === undefined ? undefined : { kind, data };
}

function readFailure(el: Element): SaslReply {
  const condition = readSaslCondition(el);
  const text = el.getChild('text', NS_SASL)?.getText();
  return { kind: 'failure', condition, ...(text !== undefined && text !== '' && { text }) };
}
