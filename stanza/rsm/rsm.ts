/**
 * XEP-0059: Result Set Management, version 1.0 (2006-09-20).
 * https://xmpp.org/extensions/xep-0059.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';

export const NS_RSM = 'http://jabber.org/protocol/rsm';

/** Which part of a long list is wanted. Ids are those that an answer had, and mean nothing to us. */
export interface PageRequest {
  /** The most that may come; 0 asks for the count alone (section 2.7). */
  readonly max?: number;
  /** What follows this id (section 2.2). */
  readonly after?: string;
  /** What stands before this id; `''` asks for the last page (sections 2.3 and 2.5). */
  readonly before?: string;
  /** What begins at this place; only where no id is known (section 2.6). */
  readonly index?: number;
}

/** Which part of a long list came. Numbers may be guesses of who answered (section 2.2). */
export interface Page {
  /** The id of the first one; like `last` absent from an empty page. */
  readonly first?: string;
  /** The id of the last one: `after` of the next request. */
  readonly last?: string;
  /** The place of the first one in the whole list, from 0. */
  readonly index?: number;
  /** How long the whole list is. */
  readonly count?: number;
}

/** `<set/>`, which asks for a page. */
export const pageRequest = ({ max, after, before, index }: PageRequest): XmlElement =>
  xml(
    'set',
    { xmlns: NS_RSM },
    max !== undefined && xml('max', {}, max),
    after !== undefined && xml('after', {}, after),
    before !== undefined && xml('before', {}, before),
    index !== undefined && xml('index', {}, index),
  );

/** Reads the `<set/>` of a request in `parent`; `undefined` without one. */
export function readPageRequest(parent: Element): PageRequest | undefined {
  const set = parent.getChild('set', NS_RSM);
  if (set === undefined) return undefined;
  return {
    ...number('max', textOf(set, 'max')),
    ...text('after', textOf(set, 'after')),
    ...text('before', textOf(set, 'before')),
    ...number('index', textOf(set, 'index')),
  };
}

/** `<set/>`, which says what page came. */
export const pageElement = ({ first, last, index, count }: Page): XmlElement =>
  xml(
    'set',
    { xmlns: NS_RSM },
    first !== undefined && xml('first', { index }, first),
    last !== undefined && xml('last', {}, last),
    count !== undefined && xml('count', {}, count),
  );

/**
 * Reads the `<set/>` of an answer in `parent`: the query, `<pubsub/>` or `<fin/>`.
 *
 * @returns `undefined` without one: whoever answered knows no pages, and sent all that there is.
 */
export function readPage(parent: Element): Page | undefined {
  const set = parent.getChild('set', NS_RSM);
  if (set === undefined) return undefined;
  const first = set.getChild('first', NS_RSM);
  return {
    ...text('first', first?.getText()),
    ...text('last', textOf(set, 'last')),
    ...number('index', first?.attrs['index'] as string | undefined), // attributes are strings
    ...number('count', textOf(set, 'count')),
  };
}

/**
 * The request for what follows a page, and `undefined` where nothing does: after an empty page, and
 * after one that ends where the count says. What answers without `<set/>` sent everything.
 *
 * @param asked - the request that the page answers
 * @param length - how many came
 */
export function nextPage(
  asked: PageRequest,
  page: Page | undefined,
  length: number,
): PageRequest | undefined {
  if (page?.last === undefined || length === 0 || page.last === asked.after) return undefined;
  const isEnd =
    page.index !== undefined && page.count !== undefined && page.index + length >= page.count;
  if (isEnd) return undefined;
  return { ...(asked.max !== undefined && { max: asked.max }), after: page.last };
}

/** The request for what stands before a page, likewise. */
export function previousPage(
  asked: PageRequest,
  page: Page | undefined,
  length: number,
): PageRequest | undefined {
  if (page?.first === undefined || length === 0 || page.first === asked.before) return undefined;
  if (page.index === 0) return undefined;
  return { ...(asked.max !== undefined && { max: asked.max }), before: page.first };
}

const textOf = (set: Element, name: string): string | undefined =>
  set.getChild(name, NS_RSM)?.getText();

const text = <K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> =>
  // A computed key of a generic type is widened to string; it is K.
  value === undefined ? {} : ({ [key]: value } as Record<K, string>);

/** Numbers that are none, or negative, or no safe integers are left out. */
function number<K extends string>(key: K, value: string | undefined): Partial<Record<K, number>> {
  const digits = value?.trim() ?? '';
  if (!/^\d{1,15}$/.test(digits)) return {};
  return { [key]: Number(digits) } as Record<K, number>; // as above
}
