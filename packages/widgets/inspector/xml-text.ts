/**
 * The text of a stanza for people: lines, and what each part of them is. Nothing of it is ever made into
 * markup, so it reads texts that are cut, or no XML at all, as well as it can.
 */

/** What a part of a line is. */
export interface XmlPart {
  readonly kind: 'mark' | 'name' | 'attribute' | 'value' | 'text';
  readonly text: string;
}

/** One line, so many levels deep. */
export interface XmlLine {
  readonly depth: number;
  readonly parts: readonly XmlPart[];
}

/** The first element of a text, at a glance. */
export interface XmlOutline {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Names of the elements in it. */
  readonly children: readonly string[];
}

/** A tag, whose values may hold `>`; or what stands between tags. */
const pieces = /<(?:[^"'<>]|"[^"]*"|'[^']*')*>|[^<]+|</gu;
const attributes = /([^\s=/<>"']+)(\s*=\s*)("[^"]*"|'[^']*')/gu;
/** What is deeper is not moved further: there is no room. */
const DEEPEST = 12;

const isTag = (piece: string): boolean => /^<[^!?].*>$/su.test(piece);
const isEnd = (piece: string): boolean => piece.startsWith('</');
const isEmpty = (piece: string): boolean => piece.endsWith('/>');

/** Lines to show: elements below each other, and those that hold only text on one line with it. */
export function xmlLines(xml: string): XmlLine[] {
  const lines: { depth: number; parts: XmlPart[] }[] = [];
  let depth = 0;
  let isInline = false;
  const all = xml.match(pieces) ?? [];
  all.forEach((piece, at) => {
    const last = lines.at(-1);
    if (isTag(piece) && isEnd(piece)) depth = Math.max(0, depth - 1);
    const parts = isTag(piece) ? tagParts(piece) : [{ kind: 'text', text: piece } as const];
    if (isInline && last !== undefined) last.parts.push(...parts);
    else lines.push({ depth: Math.min(depth, DEEPEST), parts: [...parts] });
    if (!isTag(piece)) {
      isInline = true;
      return;
    }
    if (!isEnd(piece) && !isEmpty(piece)) depth += 1;
    // What follows an opening tag stays on its line where it is text, or the end.
    const next = all[at + 1] ?? '';
    isInline = !isTag(next) || (!isEnd(piece) && !isEmpty(piece) && isEnd(next));
  });
  return lines;
}

function tagParts(tag: string): XmlPart[] {
  const [, open = '<', name = ''] = /^(<\/?)([^\s/>]*)/u.exec(tag) ?? [];
  const parts: XmlPart[] = [
    { kind: 'mark', text: open },
    { kind: 'name', text: name },
  ];
  let place = open.length + name.length;
  for (const match of tag.matchAll(attributes)) {
    const [whole, attribute = '', equals = '=', value = ''] = match;
    if (match.index < place) continue;
    parts.push({ kind: 'mark', text: tag.slice(place, match.index) });
    parts.push({ kind: 'attribute', text: attribute }, { kind: 'mark', text: equals });
    parts.push({ kind: 'value', text: value });
    place = match.index + whole.length;
  }
  parts.push({ kind: 'mark', text: tag.slice(place) });
  return parts.filter(({ text }) => text !== '');
}

/** @returns `undefined` where the text begins with no element */
export function outlineOf(xml: string): XmlOutline | undefined {
  const children: string[] = [];
  let outline: { name: string; attributes: Record<string, string> } | undefined;
  let depth = 0;
  for (const [piece] of xml.matchAll(pieces)) {
    if (!isTag(piece)) {
      if (outline === undefined && piece.trim() !== '') return undefined;
      continue;
    }
    if (isEnd(piece)) {
      depth -= 1;
      continue;
    }
    const name = /^<([^\s/>]*)/u.exec(piece)?.[1] ?? '';
    if (depth === 0 && outline === undefined) outline = { name, attributes: attributesOf(piece) };
    else if (depth === 1) children.push(name);
    if (!isEmpty(piece)) depth += 1;
  }
  return outline && { ...outline, children };
}

const attributesOf = (tag: string): Record<string, string> =>
  Object.fromEntries(
    [...tag.matchAll(attributes)].map(([, name = '', , value = '']) => [name, value.slice(1, -1)]),
  );
