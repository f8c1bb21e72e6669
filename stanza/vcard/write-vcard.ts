import { parse, xml, type XmlElement } from '../core/index.js';
import { vcardLayout, type Layout } from './layout.js';
import { NS_VCARD_TEMP, type Vcard } from './vcard.js';

/**
 * `<vCard/>` with all of `vcard`, the child of an iq of type `set`. It replaces the whole vCard on the
 * server (XEP-0054 section 3.2): change what was read, and write it back.
 *
 * @throws XmlError when a text in `rest` is not one well-formed element
 */
export const vcardElement = (vcard: Vcard): XmlElement => writePart('vCard', vcard, vcardLayout);

/** Whether `text` can stand in `rest`. */
export function isVcardRest(text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false; // the parser throws for nothing but text that is no element
  }
}

function writePart(name: string, part: object, layout: Layout): XmlElement {
  const fields = part as Readonly<Record<string, unknown>>; // looked up by the layout
  return xml(
    name,
    name === 'vCard' ? { xmlns: NS_VCARD_TEMP } : {},
    flags(fields['types'], layout),
    ...entries(layout.texts).map(([child, field]) => textChild(child, fields[field])),
    ...entries(layout.lists).map(([child, field]) =>
      list(fields[field]).map((value) => textChild(child, value)),
    ),
    ...entries(layout.parts).map(([child, { field, layout: inner }]) =>
      partChild(child, fields[field], inner),
    ),
    ...entries(layout.partLists).map(([child, { field, layout: inner }]) =>
      list(fields[field]).map((value) => partChild(child, value, inner)),
    ),
    list(fields['rest']).map((text) => (typeof text === 'string' ? parse(text) : undefined)),
  );
}

/** In the order given; types that the layout has no element for are left out. */
const flags = (types: unknown, layout: Layout): XmlElement[] => {
  const wanted = [...new Set(list(types))].map((type) => String(type).toUpperCase());
  return wanted.filter((flag) => layout.flags?.includes(flag)).map((flag) => xml(flag));
};

const textChild = (name: string, value: unknown): XmlElement | undefined =>
  typeof value === 'string' && value !== '' ? xml(name, {}, value) : undefined;

const partChild = (name: string, value: unknown, layout: Layout): XmlElement | undefined =>
  typeof value === 'object' && value !== null ? writePart(name, value, layout) : undefined;

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const entries = <T>(record: Readonly<Record<string, T>> | undefined): [string, T][] =>
  Object.entries(record ?? {});
