import { describe, expect, it } from '@jest/globals';
import type { XmlElement } from '@xec/stanza';
import { login, online, startServer } from './testing/servers.js';
import type { RawClient } from './testing/raw-client.js';

const NS_CARBONS = 'urn:xmpp:carbons:2';
const NS_DELAY = 'urn:xmpp:delay';
const chat = (to: string, body: string, more = '', type = 'chat'): string =>
  `<message xmlns='jabber:client' type='${type}' to='${to}' id='m'><body>${body}</body>${more}</message>`;
const noStore = `<no-store xmlns='urn:xmpp:hints'/>`;

const bodies = async (client: RawClient): Promise<(string | null)[]> =>
  (await client.settle())
    .filter((el) => el.name === 'message')
    .map((el) => el.getChildText('body'));

const condition = (el: XmlElement | undefined): string | undefined =>
  el?.attrs['type'] === 'error'
    ? (el.getChild('error')?.children[0] as XmlElement).name
    : undefined; // errors hold elements

async function withPriority(client: RawClient, priority: number): Promise<RawClient> {
  client.send(`<presence xmlns='jabber:client'><priority>${priority}</priority></presence>`);
  await client.settle();
  return client;
}

describe('a message', () => {
  it('reaches the session of a full JID, from the full JID of its sender', async () => {
    const server = await startServer();
    const [alice, bob] = [await login(server, 'alice', 'a'), await login(server, 'bob', 'b')];
    alice.send(chat(bob.jid, 'hello'));
    const message = await bob.next();
    expect(message.attrs).toMatchObject({
      from: 'alice@localhost/a',
      to: 'bob@localhost/b',
      type: 'chat',
    });
    expect(message.getChildText('body')).toBe('hello');
  });

  it.each(['chat', 'normal', 'headline'])(
    'of type %s to a bare JID reaches all sessions but those below zero',
    async (type) => {
      const server = await startServer();
      const alice = await login(server, 'alice');
      const one = await online(server, 'bob', 'one');
      const two = await withPriority(await login(server, 'bob', 'two'), 7);
      const below = await withPriority(await login(server, 'bob', 'below'), -1);
      const away = await login(server, 'bob', 'not-available');
      alice.send(chat('bob@localhost', 'hello', '', type));
      await alice.settle();
      expect(await bodies(one)).toEqual(['hello']);
      expect(await bodies(two)).toEqual(['hello']);
      expect(await bodies(below)).toEqual([]);
      expect(await bodies(away)).toEqual([]);
    },
  );

  it.each([
    ['an unknown account', 'nobody@localhost', 'chat', 'service-unavailable'],
    ['an unknown account, as an error', 'nobody@localhost', 'error', undefined],
    ['an account, as groupchat', 'bob@localhost', 'groupchat', 'service-unavailable'],
    ['an account, as an error', 'alice@localhost', 'error', undefined],
    ['an unknown resource, not as chat', 'bob@localhost/none', 'normal', 'service-unavailable'],
    ['an unknown resource, as headline', 'bob@localhost/none', 'headline', undefined],
    ['another domain', 'bob@far.example', 'chat', 'remote-server-not-found'],
    ['no JID', '@', 'chat', 'jid-malformed'],
  ])('to %s is answered as it should be', async (_what, to, type, expected) => {
    const alice = await online(await startServer(), 'alice');
    alice.send(chat(to, 'hello', '', type));
    const [answer] = await alice.settle();
    expect(condition(answer)).toBe(expected);
    if (expected !== undefined) expect(answer?.attrs['id']).toBe('m');
  });

  it('without an address goes to the own account', async () => {
    const alice = await online(await startServer(), 'alice');
    alice.send(`<message xmlns='jabber:client'><body>note</body></message>`);
    expect(await bodies(alice)).toEqual(['note']);
  });
});

describe('a message to somebody who is away', () => {
  it('is kept, and comes with its time at the next available presence', async () => {
    const server = await startServer();
    const alice = await login(server, 'alice', 'a');
    alice.send(chat('bob@localhost', 'one'));
    alice.send(chat('bob@localhost/gone', 'two'));
    alice.send(chat('bob@localhost', 'lost', noStore));
    alice.send(chat('bob@localhost', 'news', '', 'headline'));
    expect(await alice.settle()).toEqual([]);
    const below = await withPriority(await login(server, 'bob', 'below'), -1);
    expect(await bodies(below)).toEqual([]);
    const bob = await login(server, 'bob', 'b');
    bob.send(`<presence xmlns='jabber:client'/>`);
    const messages = (await bob.settle()).filter((el) => el.name === 'message');
    expect(messages.map((el) => el.getChildText('body'))).toEqual(['one', 'two']);
    const delay = messages[0]?.getChild('delay', NS_DELAY);
    expect(delay?.attrs['from']).toBe('localhost');
    expect(delay?.attrs['stamp']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const later = await online(server, 'bob', 'later');
    expect(await bodies(later)).toEqual([]);
  });

  it('is not kept where it holds nothing but a chat state', async () => {
    const server = await startServer();
    const alice = await login(server, 'alice');
    alice.send(
      `<message xmlns='jabber:client' type='chat' to='bob@localhost'><composing xmlns='http://jabber.org/protocol/chatstates'/></message>`,
    );
    await alice.settle();
    const bob = await login(server, 'bob');
    bob.send(`<presence xmlns='jabber:client'/>`);
    expect((await bob.settle()).filter((el) => el.name === 'message')).toEqual([]);
  });
});

describe('carbons', () => {
  const enable = (what = 'enable'): string =>
    `<iq xmlns='jabber:client' type='set' id='carbons'><${what} xmlns='${NS_CARBONS}'/></iq>`;
  async function trio() {
    const server = await startServer();
    const [alice, phone] = [
      await online(server, 'alice', 'a'),
      await online(server, 'alice', 'phone'),
    ];
    const bob = await online(server, 'bob', 'b');
    expect((await phone.request(enable())).attrs['type']).toBe('result');
    await phone.settle();
    return { server, alice, phone, bob };
  }

  it('copy what another session sent', async () => {
    const { alice, phone, bob } = await trio();
    alice.send(chat(bob.jid, 'hello'));
    const copy = await phone.next();
    expect(copy.attrs).toMatchObject({
      from: 'alice@localhost',
      to: 'alice@localhost/phone',
      type: 'chat',
    });
    const inner = copy
      .getChild('sent', NS_CARBONS)
      ?.getChild('forwarded', 'urn:xmpp:forward:0')
      ?.getChild('message', 'jabber:client');
    expect(inner?.attrs).toMatchObject({ from: alice.jid, to: bob.jid });
    expect(inner?.getChildText('body')).toBe('hello');
    expect(await bodies(bob)).toEqual(['hello']);
    expect((await alice.settle()).filter((el) => el.name === 'message')).toEqual([]);
  });

  it('copy what another session received, once', async () => {
    const { alice, phone, bob } = await trio();
    bob.send(chat(alice.jid, 'hello'));
    bob.send(chat('alice@localhost', 'to all'));
    await bob.settle();
    expect(await bodies(alice)).toEqual(['hello', 'to all']);
    const [copy, plain, ...rest] = await phone.settle();
    expect(rest).toEqual([]);
    expect(copy?.getChild('received', NS_CARBONS)).toBeDefined();
    expect(plain?.getChildText('body')).toBe('to all');
  });

  it('leave out what is private, not to be copied, or of a room', async () => {
    const { alice, phone, bob } = await trio();
    alice.send(chat(bob.jid, '1', `<private xmlns='${NS_CARBONS}'/>`));
    alice.send(chat(bob.jid, '2', `<no-copy xmlns='urn:xmpp:hints'/>`));
    alice.send(chat(bob.jid, '3', '', 'groupchat'));
    await alice.settle();
    expect(await phone.settle()).toEqual([]);
    expect(await bodies(bob)).toEqual(['1', '2', '3']);
  });

  it('are off until asked for, and when asked so', async () => {
    const { alice, phone, bob } = await trio();
    await phone.request(enable('disable'));
    alice.send(chat(bob.jid, 'hello'));
    await alice.settle();
    expect(await phone.settle()).toEqual([]);
  });
});
