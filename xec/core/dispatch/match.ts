/**
 * Which payloads an element is for: by name, namespace and node, on three levels.
 */
import type { Element } from '@xec/stanza';
import { isElement } from '@xec/stanza';
import type { Registration, Registry } from '../registry.js';

/** One payload that is to run for one element. */
export interface Match {
  readonly registration: Registration;
  readonly el: Element;
  readonly parent: Element | undefined;
  readonly level: 1 | 2 | 3;
  /** Which one is to run after it: a list would take room for many more. */
  next: Match | undefined;
}

/** One look-up, for those who want to know what was tried. */
export interface Tried {
  readonly level: 1 | 2 | 3;
  readonly name: string;
  readonly xmlns: string;
  readonly node: string | undefined;
  /** What was found, in the order in which it is registered. */
  readonly found: readonly Registration[];
}

const nothing: readonly Registration[] = [];

/**
 * Finds the registrations for a stanza, its children and its grandchildren, in document order.
 *
 * Who sent it is not judged here, only what stands where. `tried`, when given, hears every look-up.
 *
 * @returns the first one; `undefined` when nothing is registered for any of it
 */
export function matchStanza(
  registry: Registry,
  stanza: Element,
  kind: string,
  type: string,
  tried?: (look: Tried) => void,
): Match | undefined {
  const walk: Walk = { registry, kind, type, tried, first: undefined, last: undefined };
  look(walk, stanza, undefined, 1);
  for (const child of stanza.children) {
    if (!isElement(child)) continue;
    look(walk, child, stanza, 2);
    for (const grandchild of child.children) {
      if (isElement(grandchild)) look(walk, grandchild, child, 3);
    }
  }
  return walk.first;
}

interface Walk {
  readonly registry: Registry;
  readonly kind: string;
  readonly type: string;
  readonly tried: ((look: Tried) => void) | undefined;
  first: Match | undefined;
  last: Match | undefined;
}

function look(walk: Walk, el: Element, parent: Element | undefined, level: 1 | 2 | 3): void {
  const name = el.getName();
  const xmlns = el.getNS() ?? '';
  const leaf = walk.registry.lookup(name, xmlns);
  if (leaf === undefined && walk.tried === undefined) return;
  // An element with a node is first tried with it; a registration without one takes what none with
  // the node took: so a vCard event does not also run the general payload.
  const mayHaveNode = walk.tried !== undefined || (leaf !== undefined && leaf.byNode.size > 0);
  const node = mayHaveNode ? nodeOf(el) : undefined;
  if (node !== undefined) {
    const found = leaf?.byNode.get(node) ?? nothing;
    walk.tried?.({ level, name, xmlns, node, found });
    if (add(walk, found, el, parent, level)) return;
  }
  const found = leaf?.plain ?? nothing;
  walk.tried?.({ level, name, xmlns, node: undefined, found });
  add(walk, found, el, parent, level);
}

/** The element's own node, or that of its direct `<items/>` child in the same namespace. */
function nodeOf(el: Element): string | undefined {
  const own: unknown = el.attrs['node'];
  if (typeof own === 'string') return own;
  for (const child of el.children) {
    if (!isElement(child) || child.getName() !== 'items') continue;
    if (child.getNS() !== el.getNS()) continue;
    const node: unknown = child.attrs['node'];
    if (typeof node === 'string') return node;
  }
  return undefined;
}

function add(
  walk: Walk,
  registrations: readonly Registration[],
  el: Element,
  parent: Element | undefined,
  level: 1 | 2 | 3,
): boolean {
  let isTaken = false;
  for (const registration of registrations) {
    if (!isPlace(registration, walk, parent, level)) continue;
    isTaken = true;
    const match = { registration, el, parent, level, next: undefined };
    if (walk.last === undefined) walk.first = match;
    else walk.last.next = match;
    walk.last = match;
  }
  return isTaken;
}

function isPlace(
  { description: { under, types } }: Registration,
  { kind, type }: Walk,
  parent: Element | undefined,
  level: 1 | 2 | 3,
): boolean {
  if (types === undefined ? type === 'error' : !types.includes(type)) return false;
  if (typeof under === 'string') {
    return under === 'stream' ? level === 1 : level === 2 && under === kind;
  }
  return level === 3 && under[0] === kind && parent?.is(under[1].name, under[1].xmlns) === true;
}
