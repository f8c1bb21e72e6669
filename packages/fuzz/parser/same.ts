import { isElement, type Element } from '@xec/stanza';
import type { Node } from './saxes.js';

/** What differs between the trees of both parsers; `undefined` where nothing does. */
export function differenceTo(node: Node, el: Element): string | undefined {
  const pairs: [Node, Element][] = [[node, el]];
  for (const [theirs, ours] of pairs) {
    const here = attributesDiffer(theirs, ours) ?? childrenDiffer(theirs, ours, pairs);
    if (here !== undefined) return `<${theirs.name}>: ${here}`;
  }
  return undefined;
}

function attributesDiffer(theirs: Node, ours: Element): string | undefined {
  if (theirs.name !== ours.name) return `its name is ${ours.name}`;
  if (theirs.ns !== ours.getNS())
    return `its namespace is ${theirs.ns}, ours ${ours.getNS() ?? ''}`;
  const names = Object.keys(ours.attrs);
  if (names.length !== theirs.attributes.size) return `${names.length} attributes`;
  for (const name of names) {
    if (theirs.attributes.get(name) !== ours.attrs[name]) return `attribute ${name}`;
  }
  return undefined;
}

function childrenDiffer(theirs: Node, ours: Element, pairs: [Node, Element][]): string | undefined {
  const children = ours.children.filter((child) => child !== '');
  if (children.length !== theirs.children.length) return `${children.length} children`;
  for (const [at, their] of theirs.children.entries()) {
    const our = children[at];
    if (typeof their === 'string' ? their !== our : !isElement(our)) return `child ${at}`;
    if (typeof their !== 'string' && isElement(our)) pairs.push([their, our]);
  }
  return undefined;
}

/** Whether two elements are the same: names, attributes in their order, children. */
export function areEqual(one: Element, other: Element): boolean {
  const pairs: [Element, Element][] = [[one, other]];
  for (const [left, right] of pairs) {
    if (left.name !== right.name || left.children.length !== right.children.length) return false;
    const names = Object.keys(left.attrs);
    const others = Object.keys(right.attrs);
    if (names.length !== others.length) return false;
    if (!names.every((name, at) => others[at] === name && left.attrs[name] === right.attrs[name])) {
      return false;
    }
    for (const [at, child] of left.children.entries()) {
      const counterpart = right.children[at];
      if (isElement(child) && isElement(counterpart)) pairs.push([child, counterpart]);
      else if (child !== counterpart) return false;
    }
  }
  return true;
}
