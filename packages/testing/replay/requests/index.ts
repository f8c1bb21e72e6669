/**
 * Which action asks what a recorded client asked.
 */
import { childElements, type Element } from '@xec/stanza';
import type { AnyAction } from '@xec/xec';
import { account } from './account.js';
import { archives } from './archives.js';
import { attribute, firstIn, type Asked } from './asked.js';
import { discovery } from './discovery.js';
import { pubsub } from './pubsub.js';
import { rooms } from './rooms.js';

const makers = { ...account, ...archives, ...discovery, ...pubsub, ...rooms };

/** The action that asks the same; `undefined` where none of ours does: see `without-action.ts`. */
export function actionFor(
  iq: Element,
  session: Omit<Asked, 'iq' | 'type' | 'child' | 'to'>,
): AnyAction | undefined {
  const type = attribute(iq, 'type');
  const [child, second] = childElements(iq);
  if (child === undefined || second !== undefined || (type !== 'get' && type !== 'set')) {
    return undefined;
  }
  const to = attribute(iq, 'to');
  const make = makers[`${type} ${child.getName()} ${child.getNS() ?? ''}`];
  return make?.({ iq, type, child, to, ...session });
}

/** What it is, in a few words: `set pubsub http://jabber.org/protocol/pubsub publish blog/news`. */
export function describeStanza(stanza: Element): string {
  const type = attribute(stanza, 'type');
  const children = childElements(stanza);
  const [child] = children;
  if (child === undefined) return `${type ?? ''} without a child`.trim();
  if (children.length > 1 && stanza.name === 'iq' && type !== 'error') {
    return `${type ?? ''} ${String(children.length)} children`.trim();
  }
  const inner = firstIn(child);
  const words = [
    ...[type, child.getName(), child.getNS()],
    attribute(child, 'node'),
    ...(inner === undefined ? [] : [inner.getName(), attribute(inner, 'node')]),
  ];
  return words.filter((word) => word !== undefined).join(' ');
}

export { attribute };
export { presenceFor } from './presences.js';
