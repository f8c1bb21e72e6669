/**
 * Session descriptions as lines (RFC 8866): cut apart, and put together.
 */
import { MalformedStanza } from '../../core/index.js';

/** One `m=` line and the lines below it. */
export interface SdpSection {
  /** `audio`, `video`, `application`. */
  readonly media: string;
  readonly port: number;
  readonly protocol: string;
  readonly formats: readonly string[];
  readonly lines: readonly string[];
}

/** A description: what is true of all of it, and its sections. */
export interface SdpLines {
  readonly session: readonly string[];
  readonly sections: readonly SdpSection[];
}

/**
 * Cuts a description apart.
 *
 * @throws SyntaxError for an `m=` line that is none: descriptions are of our own making
 */
export function cutSdp(sdp: string): SdpLines {
  const session: string[] = [];
  const sections: (SdpSection & { lines: string[] })[] = [];
  for (const line of sdp.split(/\r?\n/)) {
    if (line === '') continue;
    if (line.startsWith('m=')) sections.push({ ...readMediaLine(line), lines: [] });
    else (sections.at(-1)?.lines ?? session).push(line);
  }
  return { session, sections };
}

function readMediaLine(line: string): Omit<SdpSection, 'lines'> {
  const match = /^m=(\S+) (\d+)(?:\/\d+)? (\S+) (.+)$/.exec(line);
  if (match === null) throw new SyntaxError(`expected a line "m=…" of SDP, got "${line}"`);
  const [, media = '', port = '', protocol = '', formats = ''] = match;
  return { media, port: Number(port), protocol, formats: formats.trim().split(/ +/) };
}

/** What stands after `a=name:` in each line that begins so. */
export const attributes = (lines: readonly string[], name: string): string[] =>
  lines
    .filter((line) => line.startsWith(`a=${name}:`))
    .map((line) => line.slice(name.length + 3).trim());

/** The first of them. */
export const attribute = (lines: readonly string[], name: string): string | undefined =>
  attributes(lines, name)[0];

/** Whether the line `a=name` is there. */
export const hasFlag = (lines: readonly string[], name: string): boolean =>
  lines.includes(`a=${name}`);

/** `first` and what follows it after white space, trimmed. */
export function cutFirst(text: string): [first: string, rest: string] {
  const [first = ''] = /^\S*/.exec(text) ?? [];
  return [first, text.slice(first.length).trim()];
}

/**
 * A word that a peer gave, where white space would end it.
 *
 * @throws MalformedStanza where it has some, or is empty: it would be read as something else
 */
export function word(value: string | number, what: string): string {
  const text = String(value);
  if (text !== '' && !/[\s\u0000]/.test(text)) return text;
  throw new MalformedStanza(`expected a word as ${what}, got ${JSON.stringify(text)}`);
}

/**
 * Puts a description together.
 *
 * @throws MalformedStanza for a line with a line break in it: what a peer gave would be read as a line
 * of its own
 */
export function joinSdp(lines: readonly string[]): string {
  for (const line of lines) {
    if (/[\r\n\u0000]/.test(line)) {
      throw new MalformedStanza(`expected one line of SDP, got ${JSON.stringify(line)}`);
    }
  }
  return `${lines.join('\r\n')}\r\n`;
}
