/**
 * Base64 as SASL wants it (RFC 6120 section 6.4), and prepared passwords.
 */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The text in base64; a message of no bytes is `=` (RFC 6120 section 6.4.2). */
export const encodeMessage = (text: string): string =>
  text === '' ? '=' : Buffer.from(text, 'utf8').toString('base64');

/** Reads a message: the text, or the condition to fail with. */
export function decodeMessage(
  text: string,
): { readonly text: string } | { readonly failure: 'incorrect-encoding' | 'malformed-request' } {
  if (text === '=') return { text: '' };
  if (!base64.test(text)) return { failure: 'incorrect-encoding' };
  try {
    return { text: utf8.decode(Buffer.from(text, 'base64')) };
  } catch {
    return { failure: 'malformed-request' };
  }
}

/**
 * A password in the form both sides hash: SASLprep's mapping and normalization (RFC 4013 sections
 * 2.1 and 2.2). What it prohibits is let through: the owner of a development server chose it.
 */
export const preparePassword = (password: string): string =>
  password
    .replace(/[\u00AD\u034F\u1806\u180B-\u180D\u200B-\u200D\u2060\uFE00-\uFE0F\uFEFF]/g, '')
    .replace(/[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g, ' ')
    .normalize('NFKC');
