/**
 * Every action, whoever was asked, and everybody's stanza with its id: it ends by its answer, and by nothing else.
 */
import { expect, it } from '@jest/globals';
import { xml } from '@xec/stanza';
import { ends, type Reply, type Waiting } from './reply-oracle.js';
import { needingMore, requestsOf, wait, type Request } from './requests.js';
import { SELF, SENDERS, SPEAKERS } from './senders.js';
import { openWorld, restore } from './world.js';

const REPLIES: readonly Pick<Reply, 'kind' | 'type'>[] = [
  { kind: 'iq', type: 'result' },
  { kind: 'iq', type: 'error' },
  { kind: 'iq', type: 'get' },
  { kind: 'iq', type: 'set' },
  { kind: 'message', type: undefined },
  { kind: 'message', type: 'error' },
  { kind: 'presence', type: undefined },
  { kind: 'presence', type: 'error' },
];

/** Who is asked: nobody in particular, and one of each sort. */
const ASKED = [
  'nobody',
  'the own bare JID',
  'the own server',
  'a contact',
  'a contact’s resource',
  'a room',
  'an occupant',
] as const;

const room = openWorld();

const requests = requestsOf(room, {
  ...needingMore,
  'Confirm/Accept': 'answer',
  'Confirm/Refuse': 'answer',
});

/** Gives one stanza to one request, twice, and says what is wrong with what came of it. */
function faultsOf(request: Request, waiting: Waiting, reply: Reply): string[] {
  restore(room);
  wait(room, request, waiting.to);
  const error = reply.type === 'error' ? xml('error', { type: 'cancel' }) : undefined;
  const attrs = { xmlns: 'jabber:client', type: reply.type, from: reply.from, to: SELF, id: 'a' };
  const stanza = xml(reply.kind, attrs, error);
  room.receive(stanza);
  const wrong = room.faults.map(({ fault, where }) => `${where} threw ${String(fault)}`);
  const isExpected = ends(waiting, reply);
  if (room.completed.includes('a') !== isExpected) {
    wrong.push(isExpected ? 'it goes on waiting' : 'it has ended');
  }
  if ((room.engine.pending.get('a') === undefined) !== isExpected)
    wrong.push('its record is wrong');
  const isAnswer = reply.kind === 'iq' && ['result', 'error'].includes(reply.type ?? '');
  if (isAnswer && !isExpected && room.packets.length + room.sent.length > 0) {
    wrong.push(`somebody heard of it: ${room.keys.join(', ')}`);
  }
  room.receive(stanza); // once more
  if (room.completed.length > Number(isExpected)) wrong.push('it has ended twice');
  return wrong;
}

it.each(requests.map((each) => [each.entry.description.name, each.kind, each] as const))(
  'rules 7, 8, 9, 11: %s, a request of kind %s, ends by its answer alone',
  (_name, kind, request) => {
    const wrong: string[] = [];
    let ended = 0;
    for (const asked of ASKED) {
      const to = SENDERS[asked];
      if (kind !== 'iq' && to === undefined) continue; // nobody answers those
      for (const reply of REPLIES) {
        for (const [speaker, from] of SPEAKERS) {
          const faults = faultsOf(request, { kind, to }, { ...reply, from });
          if (room.completed.length > 0) ended += 1;
          const how = `${reply.kind} ${reply.type ?? ''} from ${speaker} when ${asked} was asked`;
          wrong.push(...faults.map((fault) => `${how}: ${fault}`));
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(ended).toBe(kind === 'iq' ? 2 * (4 + 2 + 5) : 2 + 5);
  },
);

it('are all asked, but those that answer', () => {
  expect(requests).toHaveLength(room.registry.actions.size - 2);
});
