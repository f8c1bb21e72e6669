/**
 * Base64 as SASL wants it (RFC 6120 section 6.4), and prepared passwords.
 */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** In base64; a message of no bytes is `=` (RFC 6120 section 6.4.2). */
export const encodeMessage = (data: Uint8Array): string =>
  data.length === 0 ? '=' : Buffer.from(data).toString('base64');

/** Reads a message; `undefined` for what is no base64. */
export function decodeMessage(text: string): Uint8Array | undefined {
  if (text === '=') return new Uint8Array(0);
  return base64.test(text) ? Buffer.from(text, 'base64') : undefined;
}

/** The text of a message, or its bytes as characters; `undefined` for what is no UTF-8. */
export function readMessage(data: Uint8Array, isBinary: boolean): string | undefined {
  if (isBinary) return Buffer.from(data).toString('latin1');
  try {
    return utf8.decode(data);
  } catch {
    return undefined;
  }
}

/** The bytes of a message. */
export const messageBytes = (text: string, isBinary: boolean): Uint8Array =>
  Buffer.from(text, isBinary ? 'latin1' : 'utf8');

/**
 * A password in the form both sides hash: SASLprep's mapping and normalization (RFC 4013 sections
 * 2.1 and 2.2). What it prohibits is let through: the owner of a development server chose it.
 */
export const preparePassword = (password: string): string =>
  password
    .replace(/[\u00AD\u034F\u1806\u180B-\u180D\u200B-\u200D\u2060\uFE00-\uFE0F\uFEFF]/g, '')
    .replace(/[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g, ' ')
    .normalize('NFKC');
