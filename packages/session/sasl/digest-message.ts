/**
 * The messages of DIGEST-MD5 (RFC 2831 section 2): lists of `name=value` and `name="value"`.
 */
import { SaslProtocolError } from './mechanism.js';

/** "The size of a digest-challenge MUST be less than 2048 bytes" (section 2.1.1). */
const MAX_BYTES = 2048;

/** The values by name; a name may stand there several times. */
export type Directives = ReadonlyMap<string, readonly string[]>;

/** `name=token` or `name="text"`, and what separates them: elements of a list may be empty. */
const directive =
  /[,\s]*([A-Za-z0-9-]+)\s*=\s*(?:"((?:[^"\\]|\\[^])*)"|([^\s",=][^\s",]*))\s*(?=,|$)/y;

/** Reads a challenge. */
export function readDirectives(data: Uint8Array): Directives {
  if (data.length >= MAX_BYTES) throw malformed(`fewer than ${MAX_BYTES} bytes`);
  const text = new TextDecoder().decode(data);
  const found = new Map<string, string[]>();
  const end = text.replace(/[,\s]*$/u, '').length;
  directive.lastIndex = 0;
  while (directive.lastIndex < end) {
    const [, name = '', quoted, token = ''] = directive.exec(text) ?? [];
    if (name === '') throw malformed('name=value, separated by commas');
    const value = quoted === undefined ? token : quoted.replace(/\\([^])/gu, '$1');
    const values = found.get(name.toLowerCase());
    if (values === undefined) found.set(name.toLowerCase(), [value]);
    else values.push(value);
  }
  return found;
}

/** The value of a directive that may stand there once; `undefined` without it. */
export function only(directives: Directives, name: string): string | undefined {
  const values = directives.get(name) ?? [];
  if (values.length > 1) throw malformed(`${name} once`);
  return values[0];
}

/** A quoted string. */
export const quote = (text: string): string => `"${text.replace(/["\\]/gu, '\\$&')}"`;

export const malformed = (expected: string): SaslProtocolError =>
  new SaslProtocolError(
    'malformed',
    `DIGEST-MD5: ${expected} expected; the server sent something else.`,
  );
