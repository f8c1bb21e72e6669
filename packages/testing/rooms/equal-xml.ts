import { deepStrictEqual } from 'node:assert';
import { isElement, parse, type Element } from '@xec/stanza';

interface Plain {
  readonly name: string;
  readonly xmlns: string;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly children: readonly (Plain | string)[];
}

/** What an element says, whatever its prefixes and the order of its attributes are. */
export function plainXml(el: Element): Plain {
  const children: (Plain | string)[] = [];
  for (const node of el.children) {
    const last = children.at(-1);
    if (isElement(node)) children.push(plainXml(node));
    else if (typeof last === 'string') children[children.length - 1] = last + node;
    else if (node !== '') children.push(node);
  }
  const attrs = Object.entries(el.attrs as Record<string, unknown>).filter(
    ([name, value]) => name !== 'xmlns' && !name.startsWith('xmlns:') && value !== undefined,
  );
  attrs.sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    name: el.getName(),
    xmlns: el.getNS() ?? '',
    attrs: Object.fromEntries(attrs),
    children,
  };
}

/** Compares as XML, not as text. */
export function toEqualXml(actual: Element | undefined, expected: Element | string): void {
  if (actual === undefined) throw new Error('expected an element, got undefined');
  const wanted = typeof expected === 'string' ? parse(expected) : expected;
  deepStrictEqual(plainXml(actual), plainXml(wanted));
}
