import { describe, expect, it } from '@jest/globals';
import type { XmlElement } from '@xec/stanza';
import type { RawClient } from '../testing/raw-client.js';
import { authenticate, login, startServer } from '../testing/servers.js';
import type { DevServer } from '../index.js';

const NS_SM = 'urn:xmpp:sm:3';
const chat = (to: string, id: string): string =>
  `<message xmlns='jabber:client' type='chat' to='${to}' id='${id}'><body>${id}</body></message>`;
const ids = (frames: readonly XmlElement[]): unknown[] =>
  frames.filter((el) => el.getName() !== 'r').map(({ attrs }) => attrs['id']);

/** Alice, of whom two stanzas were handled, and who was sent one. */
async function managed(server: DevServer): Promise<{ alice: RawClient; id: string }> {
  const alice = await login(server, 'alice', 'a');
  const id = await alice.enable();
  for (const n of ['1', '2']) alice.send(chat('bob@localhost', n));
  expect(await alice.handled()).toBe(2);
  server.send('alice', chat(alice.jid, 'sent'));
  await alice.until('r');
  return { alice, id };
}

/** Loses the connection and asks to resume. */
async function resume(
  server: DevServer,
  id: string,
): Promise<{ again: RawClient; answer: XmlElement }> {
  server.disconnect('alice', 'abort');
  const again = await authenticate(server, 'alice');
  return { again, answer: await again.resume(id, 0) };
}

describe('faults on resumptions', () => {
  it.each([
    [{ h: true }, '2'],
    [{ h: false }, undefined],
    [undefined, undefined],
  ])('refuse them, options %j; the session is over, another is bound', async (options, h) => {
    const server = await startServer();
    const { id } = await managed(server);
    const end = server.faults.refuseResume('alice', options);
    const { again, answer } = await resume(server, id);
    expect(answer.getChild('item-not-found')).toBeDefined();
    expect(answer.attrs['h']).toBe(h);
    expect(server.sessions()).toEqual([]);
    expect((await again.bind('a')).attrs['type']).toBe('result');
    const next = await again.enable();
    end();
    expect((await resume(server, next)).answer.name).toBe('resumed');
  });

  it('refuse them while the old connection is open', async () => {
    const server = await startServer();
    const { alice, id } = await managed(server);
    server.faults.refuseResume();
    expect((await (await authenticate(server, 'alice')).resume(id, 0)).name).toBe('failed');
    expect((await alice.until('error')).pop()?.getChild('conflict')).toBeDefined();
    expect(server.sessions()).toEqual([]);
  });

  it('name another stream, or other counts; the session goes on honestly', async () => {
    const server = await startServer();
    const { id } = await managed(server);
    for (const [lie, said] of [
      [{ previd: 'another' }, { previd: 'another', h: '2' }],
      [{ h: 0 }, { previd: id, h: '0' }],
      [{ h: (honest: number) => honest + 10 }, { previd: id, h: '12' }],
    ] as const) {
      const end = server.faults.lieOnResume('alice', lie);
      const { again, answer } = await resume(server, id);
      end();
      expect(answer.name).toBe('resumed');
      expect(answer.attrs).toMatchObject(said);
      expect(ids(await again.until('r'))).toEqual(['sent']);
      expect(await again.handled()).toBe(2);
    }
  });

  it('are seen by predicates, as all of stream management', async () => {
    const server = await startServer();
    const { id } = await managed(server);
    const seen: string[] = [];
    for (const direction of ['in', 'out'] as const) {
      server.faults.drop({
        direction,
        stanza: (el) => {
          if (el.getNS() === NS_SM) seen.push(`${direction} ${el.getName()}`);
          return false;
        },
      });
    }
    const { again } = await resume(server, id);
    await again.until('r');
    await again.handled();
    expect(seen).toEqual(['in resume', 'out resumed', 'out r', 'in r', 'out a']);
    const other = await login(server, 'alice', 'b');
    await other.enable();
    await other.resume('any', 0);
    expect(seen.slice(5)).toEqual(['in enable', 'out enabled', 'in resume', 'out failed']);
  });
});

describe('faults on acknowledgements', () => {
  it('report too much', async () => {
    const server = await startServer();
    const { alice } = await managed(server);
    const end = server.faults.lieOnAck('alice', (honest) => honest + 1);
    expect(await alice.handled()).toBe(3);
    end();
    expect(await alice.handled()).toBe(2);
    server.faults.lieOnAck('alice@localhost', 7);
    expect(await alice.handled()).toBe(7);
  });

  it('do not come', async () => {
    const server = await startServer();
    const { alice } = await managed(server);
    const end = server.faults.ignoreAckRequests('alice');
    alice.send(`<r xmlns='${NS_SM}'/>`);
    expect((await alice.settle()).map((el) => el.getName())).toEqual([]);
    end();
    expect(await alice.handled()).toBe(3);
  });
});

describe('faults on stanzas of a managed stream', () => {
  it('leave no gap in the counts of what is sent: a lost one has no number', async () => {
    const server = await startServer();
    const { id } = await managed(server);
    const bob = await login(server, 'bob', 'b');
    server.faults.drop({ jid: 'alice', stanza: (el) => el.attrs['id'] === 'lost' });
    server.faults.duplicate({ jid: 'alice', stanza: (el) => el.attrs['id'] === 'twice' });
    for (const one of ['lost', 'twice']) bob.send(chat('alice@localhost/a', one));
    await bob.settle();
    const { again } = await resume(server, id);
    expect(ids(await again.until('r'))).toEqual(['sent', 'twice', 'twice']);
    again.send(`<a xmlns='${NS_SM}' h='3'/>`);
    expect(await again.handled()).toBe(2);
  });

  it('leave no gap in the counts of what is handled: a lost one was received', async () => {
    const server = await startServer();
    const { alice } = await managed(server);
    const bob = await login(server, 'bob', 'b');
    const release = server.faults.hold({ jid: 'alice', direction: 'in', times: 1 });
    server.faults.drop({ jid: 'alice', direction: 'in', times: 1 });
    for (const n of ['held', 'dropped', 'handled']) alice.send(chat(bob.jid, n));
    expect(await alice.handled()).toBe(5);
    expect(ids(await bob.settle())).toEqual(['handled']);
    server.disconnect('alice', 'abort');
    release(); // the session is there, if its connection is not
    expect(ids(await bob.settle())).toEqual(['held']);
  });

  it('keep what was cut: it comes again, and nothing follows the half of it', async () => {
    const server = await startServer();
    const { alice, id } = await managed(server);
    const bob = await login(server, 'bob', 'b');
    server.faults.cutMidFrame('alice');
    for (const n of ['cut', 'next']) bob.send(chat(alice.jid, n));
    expect((await alice.closed).code).toBe(1006);
    await bob.settle();
    const again = await authenticate(server, 'alice');
    await again.resume(id, 1);
    expect(ids(await again.until('r'))).toEqual(['cut', 'next']);
  });

  it('let go what they held to the connection that resumed', async () => {
    const server = await startServer();
    const { id } = await managed(server);
    const bob = await login(server, 'bob', 'b');
    const release = server.faults.hold('alice');
    bob.send(chat('alice@localhost/a', 'held'));
    await bob.settle();
    const { again } = await resume(server, id);
    expect(ids(await again.until('r'))).toEqual(['sent']);
    release();
    expect(ids(await again.until('r'))).toEqual(['held']);
  });
});
