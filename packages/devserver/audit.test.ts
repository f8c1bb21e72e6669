import { expect, it } from '@jest/globals';
import type { HandledEntry, SentEntry } from './index.js';
import { authenticate, login, startServer } from './testing/servers.js';

const chat = (to: string, id: string): string =>
  `<message xmlns='jabber:client' type='chat' to='${to}' id='${id}'><body>${id}</body></message>`;

it('tells what was handled and sent, with numbers that go on over a resumption', async () => {
  const handled: HandledEntry[] = [];
  const sent: SentEntry[] = [];
  const server = await startServer({
    onHandled: (entry) => handled.push(entry),
    onSent: (entry) => sent.push(entry),
  });
  const bob = await login(server, 'bob', 'b');
  bob.send(chat('alice@localhost/a', 'refused'));
  bob.send(`<message xmlns='jabber:client' type='headline' to='alice@localhost/a' id='gone'/>`);
  await bob.settle();
  const alice = await login(server, 'alice', 'a');
  const id = await alice.enable();
  alice.send(chat(bob.jid, '1'));
  await bob.next();
  server.disconnect('alice', 'abort');
  bob.send(chat(alice.jid, '2'));
  await bob.settle();
  const again = await authenticate(server, 'alice');
  await again.resume(id, 0);
  again.send(chat(bob.jid, '3'));
  await bob.until('message');

  const stream = { account: 'alice', resource: 'a', streamId: 2, kind: 'message', type: 'chat' };
  expect(handled.filter(({ account }) => account === 'alice')).toEqual([
    { ...stream, id: '1', to: bob.jid, count: 1 },
    { ...stream, id: '3', to: bob.jid, count: 2 },
  ]);
  expect(sent.filter(({ account }) => account === 'alice')).toEqual([
    { ...stream, id: '2', from: bob.jid, count: 1, isResent: false },
    { ...stream, id: '2', from: bob.jid, count: 1, isResent: true },
  ]);
  // Without stream management there are no numbers.
  expect(handled[0]).toMatchObject({ account: 'bob', streamId: 1, id: 'refused' });
  expect(handled[0]?.count).toBeUndefined();
});

it('does not tell of what a fault lost', async () => {
  const handled: HandledEntry[] = [];
  const server = await startServer({ onHandled: (entry) => handled.push(entry) });
  const alice = await login(server, 'alice', 'a');
  await alice.enable();
  server.faults.drop({ jid: 'alice', direction: 'in', times: 1 });
  server.faults.duplicate({ jid: 'alice', direction: 'in', times: 1 });
  for (const n of ['lost', 'twice', 'once']) alice.send(chat('bob@localhost', n));
  expect(await alice.handled()).toBe(3);
  expect(handled.map(({ id, count }) => [id, count])).toEqual([
    ['twice', 2],
    ['twice', 2],
    ['once', 3],
  ]);
});
