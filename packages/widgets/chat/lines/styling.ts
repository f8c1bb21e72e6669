/**
 * Message styling (XEP-0393): a body as blocks and spans. Every character of the body is in the
 * result, the marks too, so that what is shown is what was written.
 */

/** A piece of a line: plain, or between two marks. `text` includes the marks. */
export interface Span {
  readonly kind: 'plain' | 'strong' | 'emphasis' | 'strike' | 'code' | 'link';
  readonly text: string;
  /** What is between the marks. */
  readonly inner: readonly Span[];
}

export interface Block {
  readonly kind: 'text' | 'quote' | 'code';
  /** With its line breaks. */
  readonly text: string;
}

const marks = { '*': 'strong', _: 'emphasis', '~': 'strike', '`': 'code' } as const;
type Mark = keyof typeof marks;

const isMark = (character: string): character is Mark => character in marks;

/** How deep marks may stand in marks. */
const DEPTH = 4;

/** The blocks of a body: ` ``` ` fences, lines that begin with `>`, and the rest. */
export function parseStyling(body: string): Block[] {
  const blocks: Block[] = [];
  let isCode = false;
  for (const line of body.split(/(?<=\n)/)) {
    const isFence = line.startsWith('```');
    const isEnd = isCode && line.trimEnd() === '```';
    const kind = isCode || isFence ? 'code' : line.startsWith('>') ? 'quote' : 'text';
    const last = blocks.at(-1);
    const begins = kind === 'code' && isFence && !isCode;
    if (last?.kind === kind && !begins) {
      blocks[blocks.length - 1] = { kind, text: last.text + line };
    } else blocks.push({ kind, text: line });
    if (isEnd) isCode = false;
    else if (begins) isCode = true;
  }
  return blocks;
}

/** The spans of a text of several lines: no span goes beyond its line. */
export const parseSpans = (text: string): Span[] =>
  text.split(/(?<=\n)/).flatMap((line) => spansOf(line, DEPTH));

function spansOf(line: string, depth: number): Span[] {
  const spans: Span[] = [];
  let plain = 0;
  let at = 0;
  const flush = (end: number): void => {
    if (end > plain) spans.push(...links(line.slice(plain, end)));
  };
  while (at < line.length) {
    const end = depth === 0 ? undefined : endOfSpan(line, at);
    if (end === undefined) {
      at += 1;
      continue;
    }
    flush(at);
    const mark = line[at] as Mark; // `endOfSpan` begins at marks only
    const text = line.slice(at, end);
    const inside = text.slice(1, -1);
    const inner = mark === '`' ? [plainSpan(inside)] : spansOf(inside, depth - 1);
    spans.push({ kind: marks[mark], text, inner });
    at = end;
    plain = end;
  }
  flush(line.length);
  return spans;
}

/** Where the span that begins at `at` ends: behind its closing mark (section 6). */
function endOfSpan(line: string, at: number): number | undefined {
  const mark = line[at] ?? '';
  const before = line[at - 1];
  const next = line[at + 1];
  if (!isMark(mark) || next === undefined || next === mark || /\s/.test(next)) return undefined;
  // "The opening directive is at the beginning of the line, after whitespace or another directive."
  if (before !== undefined && !/\s/.test(before) && !isMark(before)) return undefined;
  const close = line.indexOf(mark, at + 2);
  if (close === -1 || /\s/.test(line[close - 1] ?? ' ')) return undefined;
  return close + 1;
}

const plainSpan = (text: string): Span => ({ kind: 'plain', text, inner: [] });

const ADDRESS = /\bhttps?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]}'*_~`]/gi;

function links(text: string): Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const match of text.matchAll(ADDRESS)) {
    if (match.index > at) spans.push(plainSpan(text.slice(at, match.index)));
    spans.push({ kind: 'link', text: match[0], inner: [] });
    at = match.index + match[0].length;
  }
  if (at < text.length) spans.push(plainSpan(text.slice(at)));
  return spans;
}
