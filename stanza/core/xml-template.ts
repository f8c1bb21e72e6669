/**
 * Templates of elements, as a tag of template literals: what `` xml`<a b=${c}/>` `` does.
 *
 * A template is parsed once, by the parser of the wire, with a mark at the place of each value.
 * The values themselves meet no parser: they are put where the marks were.
 */
import { appendChild, setAttribute, type XmlChild } from './children.js';
import { isElement, XmlElement, type Element } from './element.js';
import { parse } from './parse/parse.js';

/** What may be put into a template: a child, or what an attribute may be. */
export type XmlValue = XmlChild | boolean;

/** A text with values in it: fixed pieces (strings) and numbers of values. */
type Parts = readonly (string | number)[];

/** An element as the template has it. */
interface Pattern {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: Parts])[];
  readonly children: readonly (string | number | Pattern)[];
}

const patterns = new WeakMap<TemplateStringsArray, Pattern>();

/** Makes the element that a template describes. */
export function fillTemplate(
  template: TemplateStringsArray,
  values: readonly XmlValue[],
): XmlElement {
  let pattern = patterns.get(template);
  if (pattern === undefined) {
    pattern = readTemplate(template);
    patterns.set(template, pattern);
  }
  return fill(pattern, values);
}

function fill(pattern: Pattern, values: readonly XmlValue[]): XmlElement {
  const el = new XmlElement(pattern.name);
  for (const [name, parts] of pattern.attributes) {
    const text = attributeText(name, parts, values);
    if (text !== undefined) setAttribute(el, name, text);
  }
  for (const child of pattern.children) {
    if (typeof child === 'string') el.t(child);
    else if (typeof child !== 'number') el.cnode(fill(child, values));
    else appendChild(el, childValue(values[child]));
  }
  return el;
}

function childValue(value: XmlValue): XmlChild {
  if (value !== true) return value;
  throw new TypeError('xml template: true is no child; give a text or an element');
}

/** The value of an attribute; `undefined` where it is left out. */
function attributeText(
  name: string,
  parts: Parts,
  values: readonly XmlValue[],
): string | undefined {
  if (parts.length === 1 && typeof parts[0] === 'number') {
    const value = values[parts[0]];
    if (value === undefined || value === null) return undefined;
  }
  let text = '';
  for (const part of parts) {
    const value = typeof part === 'number' ? values[part] : part;
    if (!['string', 'number', 'boolean'].includes(typeof value)) {
      throw new TypeError(`xml template: the attribute ${name} is not given a text`);
    }
    text += String(value);
  }
  return text;
}

/** Marks of values: noncharacters, legal in XML and meant for use inside a program. */
const OPEN = '\uFDD0';
const CLOSE = '\uFDD1';

function readTemplate(template: TemplateStringsArray): Pattern {
  const source = markValues(template);
  try {
    return readPattern(parse(source));
  } catch (error) {
    throw new SyntaxError(`xml template: ${error instanceof Error ? error.message : ''}`, {
      cause: error,
    });
  }
}

type Place = 'content' | 'tag' | '"' | "'";

/** The template's text with a mark for each value, quoted where the template does not quote it. */
function markValues(template: TemplateStringsArray): string {
  let source = '';
  let place: Place = 'content';
  template.forEach((text: string | undefined, index) => {
    if (text === undefined) throw new SyntaxError('xml template: an escape that is none');
    if (text.includes(OPEN) || text.includes(CLOSE)) {
      throw new SyntaxError('xml template: U+FDD0 and U+FDD1 are used inside');
    }
    source += text;
    if (index === template.length - 1) return;
    place = placeAfter(place, text);
    const mark = OPEN + String(index) + CLOSE;
    source += place === 'tag' ? quotedMark(source, mark) : mark;
  });
  return source;
}

/** Where a reader is who was at `place` and has read `text`. */
function placeAfter(place: Place, text: string): Place {
  for (const char of text) {
    if (place === 'content') {
      if (char === '<') place = 'tag';
    } else if (place === 'tag') {
      if (char === '>') place = 'content';
      else if (char === '"' || char === "'") place = char;
    } else if (char === place) {
      place = 'tag';
    }
  }
  return place;
}

function quotedMark(before: string, mark: string): string {
  if (before.trimEnd().endsWith('=')) return `"${mark}"`;
  throw new SyntaxError(
    'xml template: a value can stand between tags or as the value of an attribute, not in a name',
  );
}

function readPattern(el: Element): Pattern {
  const children: (string | number | Pattern)[] = [];
  for (const node of el.children) {
    if (isElement(node)) children.push(readPattern(node));
    else for (const part of readParts(node)) if (!isLayout(part)) children.push(part);
  }
  const attributes = Object.entries(el.attrs).map(
    ([name, value]) => [name, readParts(String(value))] as const,
  );
  return { name: el.name, attributes, children };
}

/** Takes a text apart at its marks. An empty text is one empty part. */
function readParts(text: string): Parts {
  const parts: (string | number)[] = [];
  for (const [index, piece] of text.split(OPEN).entries()) {
    const end = index === 0 ? -1 : piece.indexOf(CLOSE);
    if (end >= 0) parts.push(Number(piece.slice(0, end)));
    if (end + 1 < piece.length) parts.push(piece.slice(end + 1));
  }
  return parts.length === 0 ? [''] : parts;
}

/** Whether a text only lays the template out. */
const isLayout = (part: string | number): boolean =>
  typeof part === 'string' && part.trim() === '' && part.includes('\n');
