import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  replay,
  unended,
  unheardBecause,
  withoutAction,
  type Counts,
  type Replay,
} from './replay/index.js';
import { readTranscript, readTranscripts } from './transcripts/index.js';

/**
 * By server, flow and connection: payloads that ran, actions and how each ended, packets, and what was
 * sent, ignored, not heard or asked by nobody, all with how often. A room that takes something new changes
 * this file: `XEC_WRITE_EXPECTATIONS=1 npm test -- replay` writes it anew, and its diff is what to look at.
 */
const file = new URL('../../fixtures/transcripts/dispatched.json', import.meta.url);

type Expectations = Record<string, Readonly<Record<string, Replay>>>;

const found: Expectations = {};

beforeAll(async () => {
  for (const transcript of readTranscripts()) {
    found[`${transcript.server}/${transcript.flow}`] = await replay(transcript);
  }
}, 60_000);

/** Everything that stands under `part` in any connection, once. */
function all(part: keyof Replay): Set<string> {
  const connections = Object.values(found).flatMap((flow) => Object.values(flow));
  return new Set(connections.flatMap((connection) => Object.keys(connection[part])));
}

/** All connections of one flow of a server. */
const ofFlow = (connections: Readonly<Record<string, Replay>>, part: keyof Replay): Counts => {
  const sum: Record<string, number> = {};
  for (const connection of Object.values(connections)) {
    for (const [name, count] of Object.entries(connection[part])) {
      sum[name] = (sum[name] ?? 0) + count;
    }
  }
  return sum;
};

describe('every recorded stanza of real servers', () => {
  it('does what is expected, without a fault', () => {
    if (process.env['XEC_WRITE_EXPECTATIONS'] === '1') {
      writeFileSync(file, `${JSON.stringify(found, undefined, 1)}\n`);
    }
    // Our own file, in the shape it was written in.
    expect(found).toEqual(JSON.parse(readFileSync(file, 'utf8')) as Expectations);
  });

  it('is heard, where the catalogue knows it, or stands in the list', () => {
    expect(all('unheard')).toEqual(new Set(Object.keys(unheardBecause)));
  });

  it('makes sense to the action that it answers', () => {
    const ours = / → (malformed-reply|handler-failed|timeout|undefined-condition)$/;
    expect([...all('actions')].filter((ending) => ours.test(ending))).toEqual([]);
  });

  it('ends each request, or the list says why not', () => {
    const open = [...all('actions')].filter((ending) => / → (goes on|unanswered)$/.test(ending));
    expect(new Set(open)).toEqual(new Set(Object.keys(unended)));
  });
});

it('has an action for everything that recorded clients asked, or a reason in the list', () => {
  expect(all('others')).toEqual(new Set(Object.keys(withoutAction)));
});

describe.each(['prosody', 'ejabberd'] as const)('%s', (server) => {
  it('brings all that was asked of its archives', () => {
    const asked = ['mam', 'muc'].map((flow) => found[`${server}/${flow}`] ?? {});
    expect(asked.map((flow) => ofFlow(flow, 'packets')['mamresult'])).toEqual(
      server === 'prosody' ? [14, 4] : [19, 4],
    );
  });

  it.each([
    ['chat', 'alice@localhost'],
    ['carbons', 'alice@localhost'],
  ])('brings requests for receipts in %s, which a contact is given', async (flow, sender) => {
    const contacts = { [sender]: { subscription: 'both' as const } };
    const connections = await replay(readTranscript(server, flow), contacts);
    expect(ofFlow(connections, 'payloads')['ReceiptRequest']).toBe(1);
    expect(ofFlow(connections, 'sent')['message chat received urn:xmpp:receipts']).toBe(1);
    const stranger = found[`${server}/${flow}`] ?? {};
    expect(ofFlow(stranger, 'sent')['message chat received urn:xmpp:receipts']).toBeUndefined();
  });
});
