/**
 * XEP-0428: Fallback Indication, version 0.2.1 (2024-03-20); characters are counted as in
 * XEP-0426: Character counting in message bodies, version 0.3.0 (2022-12-27): code points.
 * https://xmpp.org/extensions/xep-0428.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';
import { readRange, type TextRange } from './text-range.js';

export type { TextRange };

export const NS_FALLBACK = 'urn:xmpp:fallback:0';

/** How many fallbacks, and parts of one, are read. */
const MAX_PARTS = 32;

/** Parts of a message are there for those alone who do not know `for`. */
export interface Fallback {
  /** The namespace of what they stand for. */
  readonly for: string;
  /** Parts of the body; absent with `subject` absent too: all of the message. */
  readonly body?: readonly TextRange[];
  readonly subject?: readonly TextRange[];
}

/** `<fallback/>` (section 3). */
export const fallbackElement = (fallback: Fallback): XmlElement =>
  xml(
    'fallback',
    { xmlns: NS_FALLBACK, for: fallback.for },
    (fallback.body ?? []).map(({ start, end }) => xml('body', { start, end })),
    (fallback.subject ?? []).map(({ start, end }) => xml('subject', { start, end })),
  );

/** Reads the fallbacks of a message; parts whose numbers make no sense are left out. */
export const readFallbacks = (message: Element): Fallback[] =>
  message
    .getChildren('fallback', NS_FALLBACK)
    .slice(0, MAX_PARTS)
    .flatMap((el) => {
      const stands: unknown = el.attrs['for'];
      if (typeof stands !== 'string' || stands === '') return [];
      const body = readRanges(el, 'body');
      const subject = readRanges(el, 'subject');
      // Of parts that are all nonsense none is left, which would say that everything is one.
      if (body?.length === 0 || subject?.length === 0) return [];
      return { for: stands, ...(body && { body }), ...(subject && { subject }) };
    });

function readRanges(el: Element, name: 'body' | 'subject'): TextRange[] | undefined {
  const parts = el.getChildren(name, NS_FALLBACK);
  if (parts.length === 0) return undefined;
  return parts.slice(0, MAX_PARTS).flatMap(({ attrs }) => {
    const range = readRange(
      attrs['start'] as string | undefined,
      attrs['end'] as string | undefined,
    );
    return range ?? [];
  });
}

/** How many characters a text has, as XEP-0426 counts them. */
export const countCharacters = (text: string): number => [...text].length;

/**
 * A body without the parts that stand for what the reader knows.
 *
 * @param known the namespaces that are shown in another way
 */
export function withoutFallback(
  body: string,
  fallbacks: readonly Fallback[],
  known: readonly string[],
): string {
  const ranges = fallbacks
    .filter((fallback) => known.includes(fallback.for))
    .flatMap((fallback) => fallback.body ?? (fallback.subject === undefined ? [{}] : []));
  if (ranges.length === 0) return body;
  const isHidden = (index: number): boolean =>
    ranges.some(({ start = 0, end = Infinity }) => index >= start && index < end);
  return [...body].filter((_character, index) => !isHidden(index)).join('');
}
