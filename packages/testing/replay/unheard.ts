/**
 * Elements of a stanza that the catalogue knows and no payload ran for.
 */
import { childElements, type Element } from '@xec/stanza';
import { fixtureJson } from '../fixtures/index.js';
import { attribute } from './requests/asked.js';

interface CatalogueRow {
  readonly class: string;
  readonly name: string;
  readonly xmlns: string;
  readonly node: string | null;
}

/** An element as the catalogue and a registration name it. */
export const elementKey = (row: {
  readonly name: string;
  readonly xmlns: string;
  readonly node?: string | null | undefined;
}): string => JSON.stringify([row.name, row.xmlns, row.node ?? null]);

const catalogue: ReadonlyMap<string, string> = new Map(
  fixtureJson<CatalogueRow[]>('catalogue/payload-table').map((row) => [elementKey(row), row.class]),
);

/** Stanza, children, grandchildren: what is deeper is opened by the payload of what it lies in. */
const LEVELS = 3;

/**
 * Classes of the catalogue that should have heard something in a stanza and did not, with the reason that
 * was given: `ReceiptRequest: alice@localhost/chat may not send request`.
 *
 * @param ran keys of the elements that payloads ran for
 * @param reasons why something was ignored
 */
export function unheard(
  stanza: Element,
  ran: ReadonlySet<string>,
  reasons: readonly string[],
): string[] {
  if (isReply(stanza)) return [];
  return elements(stanza, LEVELS).flatMap((el) => {
    const row = rowOf(el);
    if (row === undefined || isHeard(row.key, ran)) return [];
    const about = reasons.find((reason) => reason.endsWith(` send ${el.getName()}`));
    return `${row.name}: ${about ?? reasons[0] ?? 'without a word'}`;
  });
}

/** A registration without a node runs only where none with the node did: either will do for it. */
function isHeard(key: string, ran: ReadonlySet<string>): boolean {
  if (ran.has(key)) return true;
  const withoutNode = ',null]';
  if (!key.endsWith(withoutNode)) return false;
  const element = key.slice(0, -withoutNode.length);
  return [...ran].some((each) => each.startsWith(`${element},`));
}

/** It ends a request, or brings back what was sent: nothing in it is news. */
const isReply = ({ name, attrs }: Element): boolean =>
  attrs['type'] === 'error' || (name === 'iq' && attrs['type'] === 'result');

const elements = (el: Element, levels: number): Element[] =>
  levels === 1 ? [el] : [el, ...childElements(el).flatMap((child) => elements(child, levels - 1))];

/** With its node, or that of its items, else without, as the engine looks it up. */
function rowOf(el: Element): { key: string; name: string } | undefined {
  const items = childElements(el).find((child) => child.getName() === 'items');
  const node = attribute(el, 'node') ?? (items && attribute(items, 'node'));
  for (const each of [node, undefined]) {
    const key = elementKey({ name: el.getName(), xmlns: el.getNS() ?? '', node: each });
    const name = catalogue.get(key);
    if (name !== undefined) return { key, name };
  }
  return undefined;
}
