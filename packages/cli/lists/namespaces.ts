import { childElements, parseJid, NS_CLIENT, type Element } from '@xec/stanza';
import type { ActionEntry, AnyAction, BuildContext, Registry } from '@xec/xec';
import { sampleOf } from '../schema/sample.js';

/**
 * The namespaces of what an action sends, in document order: it is built once, with params that its
 * schema accepts. Where that does not work, those that its feature announces.
 */
export function namespacesOf(entry: ActionEntry, registry: Registry): readonly string[] {
  const stanza = built(entry, registry);
  if (stanza === undefined) {
    return registry.features.find(({ name }) => name === entry.feature)?.namespaces ?? [];
  }
  const found = new Set<string>();
  collect(stanza, found);
  found.delete(NS_CLIENT);
  return [...found];
}

function collect(el: Element, found: Set<string>): void {
  found.add(el.getNS() ?? '');
  for (const child of childElements(el)) collect(child, found);
}

function built({ type, description }: ActionEntry, registry: Registry): Element | undefined {
  const context: BuildContext = {
    self: parseJid('romeo@montague.example/orchard'),
    advertised: registry.advertised,
    // Some stanzas go to those alone who may see our presence; the value is that section's type.
    count: () => 0,
    bound: () => 1,
    fact: (section) => (section === 'contact' ? ({ subscription: 'both' } as never) : undefined),
  };
  try {
    const params = description.params && sampleOf(description.params);
    const action: AnyAction = new type(params as never); // the constructor checks params
    return action.build(context);
  } catch {
    return undefined; // it wants more than its schema says
  }
}
