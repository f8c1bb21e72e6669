/**
 * Which payloads have to run for a stanza: written from the tables of docs/rooms.md and from
 * SECURITY-RULES 29 and 37, with nothing of the engine in it.
 */
import { childElements, type Element } from '@xec/stanza';
import type { Registration } from '@xec/xec';
import { WHO, type Speaker } from './senders.js';

/** The registrations that run for `stanza`, in no order, each as often as it runs. */
export function expectedRuns(
  registrations: readonly Registration[],
  stanza: Element,
  speaker: Speaker,
): readonly Registration[] {
  const kind = stanza.getName();
  const type = typeOf(stanza);
  if (kind === 'iq' && !['get', 'set'].includes(type)) return [];
  if (kind === 'message' && type === 'groupchat' && !WHO.room.includes(speaker)) return [];
  return placesIn(stanza).flatMap(({ el, place }) => {
    const here = registrations.filter(
      ({ name, xmlns, description: { under, types } }) =>
        el.is(name, xmlns) &&
        isUnder(under, place, kind) &&
        (types === undefined ? type !== 'error' : types.includes(type)),
    );
    const ofNode = here.filter(({ node }) => node !== undefined && nodesOf(el).includes(node));
    const taking = ofNode.length > 0 ? ofNode : here.filter(({ node }) => node === undefined);
    return taking.filter(({ description: { senders } }) =>
      senders.some((sender) => WHO[sender].includes(speaker)),
    );
  });
}

/** RFC 6121 sections 4.7.1 and 5.2.2: what no type, or one that is not known, means. */
function typeOf(stanza: Element): string {
  const type = stanza.attrs['type'] as string | undefined; // a test wrote it
  if (stanza.getName() === 'presence') return type ?? 'available';
  if (stanza.getName() === 'iq') return type ?? '';
  return type !== undefined && MESSAGE_TYPES.includes(type) ? type : 'normal';
}

const MESSAGE_TYPES = ['chat', 'error', 'groupchat', 'headline', 'normal'];

/** Where an element stands: `[]` the stanza itself, `[parent]` below a child of it. */
interface Standing {
  readonly el: Element;
  readonly place: 'stanza' | 'child' | Element;
}

/** The stanza, its children and its grandchildren; nothing runs for what stands deeper. */
const placesIn = (stanza: Element): readonly Standing[] => [
  { el: stanza, place: 'stanza' },
  ...childElements(stanza).flatMap((child): Standing[] => [
    { el: child, place: 'child' },
    ...childElements(child).map((el) => ({ el, place: child })),
  ]),
];

function isUnder(
  under: Registration['description']['under'],
  place: Standing['place'],
  kind: string,
): boolean {
  if (under === 'stream') return place === 'stanza';
  if (typeof under === 'string') return place === 'child' && kind === under;
  const [stanza, parent] = under;
  if (typeof place === 'string' || kind !== stanza) return false;
  return place.is(parent.name, parent.xmlns);
}

/** The element's own node, else that of its direct `<items/>`. */
function nodesOf(el: Element): readonly unknown[] {
  if (el.attrs['node'] !== undefined) return [el.attrs['node']];
  const items = childElements(el).find((child) => child.is('items', el.getNS()));
  return [items?.attrs['node']];
}
