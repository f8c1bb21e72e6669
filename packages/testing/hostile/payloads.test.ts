/**
 * Every registered payload, from everybody, in every kind of stanza, at every place: it runs exactly where its
 * registration says so.
 */
import { expect, it } from '@jest/globals';
import { xml, type XmlElement } from '@xec/stanza';
import type { Registration } from '@xec/xec';
import type { TestRoom } from '../rooms/index.js';
import { expectedRuns } from './payload-oracle.js';
import { placesFor } from './places.js';
import { SELF, SPEAKERS } from './senders.js';
import { openWorld, restore } from './world.js';

const KINDS: readonly (readonly [kind: string, types: readonly (string | undefined)[]])[] = [
  ['message', [undefined, 'chat', 'groupchat', 'headline', 'error']],
  ['presence', [undefined, 'unavailable', 'subscribe', 'subscribed', 'probe', 'error']],
  ['iq', ['get', 'set', 'result', 'error']],
];

/** The payloads of a room that ran, each with the element that it is for. */
function listen(room: TestRoom): Registration[] {
  const ran: Registration[] = [];
  room.engine.trace({
    tried: () => undefined,
    ignored: () => undefined,
    answered: () => undefined,
    ran: (_stanza, registration) => ran.push(registration),
  });
  return ran;
}

const shown = (registrations: readonly Registration[]): string =>
  registrations
    .map(({ name, node, description }) => `${description.name} <${name}> ${node ?? ''}`.trim())
    .sort()
    .join(', ') || 'nothing';

function elementOf({ name, xmlns, node }: Registration): XmlElement {
  const isEvent = node !== undefined && name === 'event';
  const items = isEvent ? xml('items', { node }) : undefined;
  return xml(name, { xmlns, node: isEvent ? undefined : node }, items);
}

const room = openWorld();
const ran = listen(room);
const { registrations } = room.registry;

/** What is wrong with what `stanza` did. */
function faultsOf(stanza: XmlElement, speaker: (typeof SPEAKERS)[number][0]): string[] {
  restore(room);
  ran.length = 0;
  room.receive(stanza);
  const expected = shown(expectedRuns(registrations, stanza, speaker));
  const faults = room.faults.map(({ fault, where }) => `${where} threw ${String(fault)}`);
  if (shown(ran) !== expected) faults.push(`ran ${shown(ran)}, expected ${expected}`);
  return faults;
}

it.each(registrations.map((each) => [shown([each]), each] as const))(
  'rules 17 to 37: %s runs at its place, from those who may say it',
  (_what, registration) => {
    const wrong: string[] = [];
    let runs = 0;
    for (const [place, put] of Object.entries(placesFor(registration))) {
      for (const [kind, types] of KINDS) {
        for (const type of types) {
          for (const [speaker, from] of SPEAKERS) {
            const attrs = { xmlns: 'jabber:client', type, from, to: SELF, id: 'a' };
            const stanza = put(elementOf(registration), xml(kind, attrs));
            const faults = faultsOf(stanza, speaker);
            if (ran.includes(registration)) runs += 1;
            wrong.push(
              ...faults.map((fault) => `${kind} ${type ?? ''} from ${speaker}, ${place}: ${fault}`),
            );
          }
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(runs).toBeGreaterThan(0); // somebody may say it, somewhere
  },
);
