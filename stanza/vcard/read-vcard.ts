import { childElements, copyElement, isEmpty, type Element } from '../core/index.js';
import { vcardLayout, type Layout } from './layout.js';
import { NS_VCARD_TEMP, type Vcard } from './vcard.js';

/**
 * Reads the vCard in a stanza (XEP-0054 section 3.1).
 *
 * Empty children say nothing and are left out. A vCard that is not there reads as one without
 * anything: an empty `<vCard/>` and none mean the same.
 */
export function readVcard(stanza: Element): Vcard {
  const el = stanza.getChild('vCard', NS_VCARD_TEMP);
  return el === undefined ? {} : readPart(el, vcardLayout); // laid out as Vcard is
}

type Fields = Record<string, unknown>;

function readPart(el: Element, layout: Layout): Fields {
  const fields: Fields = {};
  for (const child of childElements(el)) {
    if (!isNothing(child, layout) && !readChild(child, layout, fields)) {
      append(fields, 'rest', copyElement(child).toString());
    }
  }
  return fields;
}

/** Whether the layout names a child and the child says nothing. */
const isNothing = (child: Element, { texts, lists, parts, partLists }: Layout): boolean =>
  child.getNS() === NS_VCARD_TEMP &&
  isEmpty(child) &&
  [texts, lists, parts, partLists].some((names) => names?.[child.getName()] !== undefined);

/** Reads one child into its field; `false` where it has none, or the field is taken. */
function readChild(child: Element, layout: Layout, fields: Fields): boolean {
  if (child.getNS() !== NS_VCARD_TEMP) return false;
  const name = child.getName();
  const isText = childElements(child).length === 0;
  const text = layout.texts?.[name];
  const list = layout.lists?.[name];
  const part = layout.parts?.[name];
  const partList = layout.partLists?.[name];
  if (text !== undefined && isText) return setOnce(fields, text, textOf(child));
  if (list !== undefined && isText) return append(fields, list, textOf(child));
  if (part !== undefined) return setOnce(fields, part.field, readPart(child, part.layout));
  if (partList !== undefined) {
    return append(fields, partList.field, readPart(child, partList.layout));
  }
  const isFlag = layout.flags?.includes(name) === true && isEmpty(child);
  return isFlag && append(fields, 'types', name.toLowerCase());
}

/** The text of a child; base64 without the line breaks that it is often written with. */
const textOf = (child: Element): string =>
  child.getName() === 'BINVAL' ? child.getText().replace(/\s/g, '') : child.getText();

function setOnce(fields: Fields, field: string, value: unknown): boolean {
  if (Object.hasOwn(fields, field)) return false;
  fields[field] = value;
  return true;
}

function append(fields: Fields, field: string, value: unknown): true {
  const list = fields[field] as unknown[] | undefined; // only this function fills lists
  if (list === undefined) fields[field] = [value];
  else list.push(value);
  return true;
}
