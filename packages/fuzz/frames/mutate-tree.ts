/**
 * Changes to a stanza as a tree: what comes out can be written, and means something else.
 */
import { childElements, copyElement, isElement, xml, type Element } from '@xec/stanza';
import type { Random } from '@xec/testing/random';
import { VALUES } from './words.js';

/** A copy of `stanza` with one to five changes; `parts` are what it is given. */
export function mutateTree(stanza: Element, parts: readonly Element[], random: Random): Element {
  const copy = copyElement(stanza);
  for (let left = random.between(1, 5); left > 0; left -= 1) {
    const el = random.chance(0.3) ? copy : random.pick(allIn(copy));
    random.pick(CHANGES)(el, parts, random);
  }
  return copy;
}

/** An element and all below it. */
function allIn(root: Element): Element[] {
  const found = [root];
  for (const el of found) found.push(...childElements(el));
  return found;
}

type Change = (el: Element, parts: readonly Element[], random: Random) => void;

/** Puts `child` into `el`, at any place among its children. */
function insert(el: Element, child: Element | string, random: Random): void {
  if (isElement(child)) child.parent = el;
  el.children.splice(random.between(0, el.children.length), 0, child);
}

const attributeOf = (el: Element, random: Random): string | undefined => {
  const names = Object.keys(el.attrs).filter((name) => !name.startsWith('xmlns'));
  return names.length === 0 ? undefined : random.pick(names);
};

const CHANGES: readonly Change[] = [
  (el, parts, random) => insert(el, copyElement(random.pick(parts)), random),
  (el, parts, random) => insert(el, copyElement(random.pick(parts)), random),
  (el, _parts, random) => {
    const name = attributeOf(el, random);
    if (name !== undefined) el.attrs[name] = random.pick(VALUES);
  },
  (el, _parts, random) => {
    const name = attributeOf(el, random);
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- an attribute by its name
    if (name !== undefined) delete el.attrs[name];
  },
  (el, _parts, random) => {
    if (el.children.length > 0) el.children.splice(random.between(0, el.children.length - 1), 1);
  },
  (el, _parts, random) => {
    el.children = [random.pick(VALUES)];
  },
  (el, _parts, random) => {
    const children = childElements(el);
    if (children.length > 0) insert(el, copyElement(random.pick(children)), random);
  },
  (el) => {
    // What stands in a forwarded stanza is a quotation.
    const children = el.children.splice(0);
    const message = xml('message', { xmlns: 'jabber:client' }, ...children);
    const forwarded = xml('forwarded', { xmlns: 'urn:xmpp:forward:0' }, message);
    forwarded.parent = el;
    el.children.push(forwarded);
  },
  (el, parts, random) => {
    if (el.parent !== null) el.attrs['xmlns'] = random.pick(parts).getNS() ?? '';
  },
  (el, parts, random) => {
    if (el.parent !== null) el.name = random.pick(parts).getName();
  },
];
