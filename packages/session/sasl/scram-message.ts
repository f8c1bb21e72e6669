/**
 * What a SCRAM server sends (RFC 5802 section 7), read strictly.
 */
import { decodeBase64 } from '@xec/stanza';
import { SaslProtocolError } from './mechanism.js';

/** RFC 7677 section 4 asks for 4096 or more. */
const MIN_ITERATIONS = 4096;
/** Some seconds of work; a server must not be able to ask for hours. */
const MAX_ITERATIONS = 10_000_000;
/** Servers send some hundred bytes. */
const MAX_MESSAGE_BYTES = 4096;

/** Attributes that RFC 5802 section 5.1 defines: each has its place, and extensions have other names. */
const DEFINED = 'anrcsipve';

/** The server-first-message. */
export interface ServerFirst {
  readonly nonce: string;
  readonly salt: Uint8Array;
  /** The salt as the server wrote it. */
  readonly saltText: string;
  readonly iterations: number;
  /** The hash of what the server offered, in base64, where it says one (XEP-0474). */
  readonly offerHash: string | undefined;
}

/**
 * Reads `r=…,s=…,i=…`; "the order of attributes is fixed" (section 5.1). Extensions after these
 * may be ignored; the one of XEP-0474 is not.
 */
export function readServerFirst(text: string, ownNonce: string): ServerFirst {
  if (text.startsWith('m=')) {
    throw mandatoryExtension();
  }
  const [nonce, saltText, count] = readAttributes(text, ['r', 's', 'i']);
  if (!nonce.startsWith(ownNonce) || nonce.length === ownNonce.length) {
    const message = 'A nonce that begins with ours and goes on was expected; another one came.';
    throw new SaslProtocolError('nonce', message);
  }
  // printable = %x21-2B / %x2D-7E
  if (!/^[\x21-\x2b\x2d-\x7e]+$/u.test(nonce)) throw malformed('a nonce of printable ASCII');
  const salt = decodeBase64(saltText);
  if (salt === undefined || salt.length === 0) throw malformed('a salt in base64');
  const [offerHash] = text
    .split(',')
    .flatMap((part) => (part.startsWith('h=') ? [part.slice(2)] : []));
  return { nonce, salt, saltText, iterations: readIterations(count), offerHash };
}

export function readIterations(text: string): number {
  // posit-number = %x31-39 *DIGIT
  const count = /^[1-9][0-9]*$/u.test(text) ? Number(text) : Number.NaN;
  if (count >= MIN_ITERATIONS && count <= MAX_ITERATIONS) return count;
  const range = `${MIN_ITERATIONS} to ${MAX_ITERATIONS}`;
  const found = Number.isNaN(count) ? 'something else' : count;
  throw new SaslProtocolError('iterations', `${range} iterations were expected; ${found} came.`);
}

/** Reads `v=…`, the server's signature. */
export function readServerFinal(text: string): Uint8Array {
  if (text.startsWith('e=')) {
    // server-error-value is a word of RFC 5802, or an extension of it.
    const word = /^e=([a-z0-9-]{1,60})(?:,|$)/u.exec(text)?.[1] ?? 'no known reason';
    throw new SaslProtocolError('server-error', `The server ended the login: ${word}.`);
  }
  const [verifier] = readAttributes(text, ['v']);
  const signature = decodeBase64(verifier);
  if (signature === undefined) throw malformed('a signature in base64');
  return signature;
}

/** The values of the first attributes, which must be exactly these, in this order. */
function readAttributes<const Names extends readonly string[]>(
  text: string,
  names: Names,
): { [Index in keyof Names]: string } {
  const parts = text.split(',');
  const values = names.map((name, index) => {
    const part = parts[index];
    if (part?.startsWith(`${name}=`) !== true) throw malformed(`${names.join('=…,')}=…`);
    return part.slice(2);
  });
  const rest = parts.slice(names.length);
  if (rest.some((part) => part.startsWith('m='))) throw mandatoryExtension();
  if (!rest.every((part) => /^[A-Za-z]=./u.test(part))) throw malformed('attributes only');
  if (rest.some((part) => DEFINED.includes(part.charAt(0)))) throw malformed('each attribute once');
  return values as { [Index in keyof Names]: string }; // one value for each name
}

/** The text of a message. */
export function readText(data: Uint8Array): string {
  if (data.length > MAX_MESSAGE_BYTES) throw malformed(`at most ${MAX_MESSAGE_BYTES} bytes`);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data);
  } catch {
    throw malformed('UTF-8');
  }
}

const mandatoryExtension = (): SaslProtocolError =>
  new SaslProtocolError(
    'mandatory-extension',
    'The server demands a SCRAM extension that is not known here.',
  );

const malformed = (expected: string): SaslProtocolError =>
  new SaslProtocolError(
    'malformed',
    `SCRAM: ${expected} expected; the server sent something else.`,
  );
