/**
 * XEP-0393: Message Styling, version 1.1.1 (2021-04-04).
 * https://xmpp.org/extensions/xep-0393.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';

export const NS_STYLING = 'urn:xmpp:styling:0';

/** How deep quotations and spans are read; what is deeper is text. */
const MAX_DEPTH = 16;

/** A piece of a line. What is styled has its directives left out. */
export type StyledSpan =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'strong' | 'emphasis' | 'strike'; readonly spans: readonly StyledSpan[] };

/** A line, a preformatted block, or a quotation. */
export type StyledBlock =
  | { readonly type: 'line'; readonly spans: readonly StyledSpan[] }
  /** As it is written; `info` is what stands behind the opening fence. */
  | { readonly type: 'pre'; readonly text: string; readonly info?: string }
  | { readonly type: 'quote'; readonly blocks: readonly StyledBlock[] };

/** `<unstyled/>`: the body is to be shown as it is (section 5). */
export const unstyledElement = (): XmlElement => xml('unstyled', { xmlns: NS_STYLING });

/** Whether a message's body is to be shown as it is. */
export const isUnstyled = (message: Element): boolean =>
  message.getChild('unstyled', NS_STYLING) !== undefined;

/** Reads a body as a plain tree: no markup, so nothing in it can act (section 4). */
export const readStyledText = (body: string): StyledBlock[] => readBlocks(body.split('\n'), 0);

function readBlocks(lines: readonly string[], depth: number): StyledBlock[] {
  const blocks: StyledBlock[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    if (line.startsWith('```')) {
      const [block, next] = readFence(lines, at);
      blocks.push(block);
      at = next;
    } else if (line.startsWith('>') && depth < MAX_DEPTH) {
      const quoted: string[] = [];
      while (at < lines.length && lines[at]?.startsWith('>') === true) {
        // "Any leading spaces in the quotation are not part of it" (section 4.1.2).
        quoted.push((lines[at] ?? '').slice(1).replace(/^[^\S\n]/, ''));
        at += 1;
      }
      blocks.push({ type: 'quote', blocks: readBlocks(quoted, depth + 1) });
    } else {
      blocks.push({ type: 'line', spans: readSpans(line) });
      at += 1;
    }
  }
  return blocks;
}

/** A block ends with its fence, with its parent, or with the text (section 4.1.1). */
function readFence(lines: readonly string[], at: number): [StyledBlock, number] {
  const info = (lines[at] ?? '').slice(3).trim();
  let end = at + 1;
  while (end < lines.length && lines[end]?.trim() !== '```') end += 1;
  const text = lines.slice(at + 1, end).join('\n');
  return [{ type: 'pre', text, ...(info !== '' && { info }) }, Math.min(end + 1, lines.length)];
}

const styles = { '*': 'strong', _: 'emphasis', '~': 'strike', '`': 'code' } as const;

const isDirective = (character: string | undefined): character is keyof typeof styles =>
  character !== undefined && Object.hasOwn(styles, character);

const isSpace = (character: string | undefined): boolean =>
  character === undefined || /\s/.test(character);

/** The spans of one line: they match lazily, and from the left (section 4.2). */
function readSpans(line: string, depth = 0): StyledSpan[] {
  if (depth === MAX_DEPTH) return [{ type: 'text', text: line }];
  /** Directives that nothing closes from here on: each is looked for once. */
  const open = new Set<string>();
  const spans: StyledSpan[] = [];
  let text = '';
  let at = 0;
  while (at < line.length) {
    const character = line[at];
    // "MUST contain some text between the two directives, otherwise neither directive is valid".
    if (isDirective(character) && line[at + 1] === character) {
      text += character + character;
      at += 2;
      continue;
    }
    const isOpening = isDirective(character) && mayOpen(line, at) && !open.has(character);
    const end = isOpening ? closingOf(line, at, character) : -1;
    if (end < 0 || !isOpening) {
      if (isOpening) open.add(character);
      text += character ?? '';
      at += 1;
      continue;
    }
    if (text !== '') spans.push({ type: 'text', text });
    text = '';
    const inner = line.slice(at + 1, end);
    const type = styles[character];
    spans.push(
      type === 'code' ? { type, text: inner } : { type, spans: readSpans(inner, depth + 1) },
    );
    at = end + 1;
  }
  if (text !== '') spans.push({ type: 'text', text });
  return spans;
}

/** "at the beginning of the parent block, after a whitespace character, or after a different opening styling directive". */
const mayOpen = (line: string, at: number): boolean => {
  const before = line[at - 1];
  const isFree = isSpace(before) || (isDirective(before) && before !== line[at]);
  return isFree && !isSpace(line[at + 1]);
};

/** Where the directive at `at` is closed; -1 where it is not, or around nothing. */
function closingOf(line: string, at: number, directive: string): number {
  for (
    let end = line.indexOf(directive, at + 1);
    end >= 0;
    end = line.indexOf(directive, end + 1)
  ) {
    if (!isSpace(line[end - 1])) return end;
  }
  return -1;
}
