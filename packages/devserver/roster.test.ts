import { describe, expect, it } from '@jest/globals';
import type { XmlElement } from '@xec/stanza';
import type { RawClient } from './testing/raw-client.js';
import { login, online, startServer } from './testing/servers.js';

const NS_ROSTER = 'jabber:iq:roster';
const rosterGet = (ver?: string): string =>
  `<iq xmlns='jabber:client' type='get' id='get'><query xmlns='${NS_ROSTER}'${ver === undefined ? '' : ` ver='${ver}'`}/></iq>`;
const rosterSet = (item: string, to = ''): string =>
  `<iq xmlns='jabber:client' type='set' id='set'${to}><query xmlns='${NS_ROSTER}'>${item}</query></iq>`;
const presence = (type: string, to: string): string =>
  `<presence xmlns='jabber:client' type='${type}' to='${to}'/>`;

/** What a frame says of the roster, for short: `bob@localhost to ask`. */
function item(frame: XmlElement | undefined): string {
  const el = frame?.getChild('query', NS_ROSTER)?.getChild('item');
  const { jid, subscription, ask } = el?.attrs ?? {};
  return [jid, subscription, ask === undefined ? [] : 'ask'].flat().join(' ');
}

/** A frame for short: a push by its item, a presence by sender and type. */
const short = (frame: XmlElement): string =>
  frame.name === 'iq'
    ? `push ${item(frame)}`
    : `${String(frame.attrs['from'])} ${String(frame.attrs['type'] ?? 'available')}`;

const settled = async (client: RawClient): Promise<string[]> => (await client.settle()).map(short);

describe('the roster', () => {
  it('is there from the start, as seeded', async () => {
    const server = await startServer({
      roster: {
        alice: [
          'bob',
          { jid: 'eve@far.example', name: 'Eve', groups: ['Far'], subscription: 'to' },
        ],
      },
    });
    const client = await login(server, 'alice');
    const query = (await client.request(rosterGet())).getChild('query', NS_ROSTER);
    expect(query?.getChildren('item').map((el) => el.attrs)).toEqual([
      { jid: 'bob@localhost', subscription: 'both' },
      { jid: 'eve@far.example', name: 'Eve', subscription: 'to' },
    ]);
    expect(query?.getChildren('item')[1]?.getChildText('group')).toBe('Far');
  });

  it('answers without a roster where the client has this version', async () => {
    const server = await startServer({ roster: { alice: ['bob'] } });
    const client = await login(server, 'alice');
    const ver = (await client.request(rosterGet(''))).getChild('query')?.attrs['ver'] as string; // written by the server
    const again = await client.request(rosterGet(ver));
    expect(again.attrs['type']).toBe('result');
    expect(again.children).toEqual([]);
    await client.request(rosterSet(`<item jid='carol@localhost'/>`));
    expect(
      (await client.request(rosterGet(ver))).getChild('query')?.getChildren('item'),
    ).toHaveLength(2);
  });

  it('pushes a change to every session that asked for it, and to no other', async () => {
    const server = await startServer();
    const [one, two] = [await login(server, 'alice', 'one'), await login(server, 'alice', 'two')];
    const deaf = await login(server, 'alice', 'deaf');
    await one.request(rosterGet());
    await two.request(rosterGet());
    const set = rosterSet(`<item jid='Bob@Localhost/x' name='Bob'><group>Friends</group></item>`);
    expect((await one.request(set)).attrs['type']).toBe('result');
    for (const client of [one, two]) {
      const [push] = await client.settle();
      expect(push?.attrs).toMatchObject({ type: 'set', to: client.jid });
      expect(push?.attrs['from']).toBeUndefined();
      expect(item(push)).toBe('bob@localhost none');
    }
    expect(await deaf.settle()).toEqual([]);
  });

  it.each([
    ['two items', `<item jid='a@b.example'/><item jid='c@b.example'/>`, '', 'bad-request'],
    ['no JID', `<item/>`, '', 'bad-request'],
    ['no JID that is one', `<item jid='@'/>`, '', 'bad-request'],
    [
      'a group twice',
      `<item jid='a@b.example'><group>x</group><group>x</group></item>`,
      '',
      'bad-request',
    ],
    ['an empty group', `<item jid='a@b.example'><group/></item>`, '', 'not-acceptable'],
    [
      'an unknown item to remove',
      `<item jid='a@b.example' subscription='remove'/>`,
      '',
      'item-not-found',
    ],
    ['another account', `<item jid='a@b.example'/>`, ` to='bob@localhost'`, 'forbidden'],
  ])('refuses a set with %s', async (_what, items, to, condition) => {
    const client = await login(await startServer(), 'alice');
    const answer = await client.request(rosterSet(items, to));
    expect(answer.attrs['type']).toBe('error');
    expect(answer.getChild('error')?.getChild(condition)).toBeDefined();
  });

  it('ends both subscriptions with the item', async () => {
    const server = await startServer({ roster: { alice: ['bob'], bob: ['alice'] } });
    const [alice, bob] = [await online(server, 'alice', 'a'), await online(server, 'bob', 'b')];
    await alice.settle();
    await alice.request(rosterSet(`<item jid='bob@localhost' subscription='remove'/>`));
    expect(await settled(bob)).toEqual([
      'alice@localhost unsubscribe',
      'push alice@localhost to',
      'alice@localhost unsubscribed',
      'push alice@localhost none',
      'alice@localhost/a unavailable',
    ]);
    expect(await settled(alice)).toEqual([
      'bob@localhost/b unavailable',
      'push bob@localhost remove',
    ]);
  });
});

describe('a subscription', () => {
  it('is asked for, granted, and both get what they may see', async () => {
    const server = await startServer();
    const [alice, bob] = [await online(server, 'alice', 'a'), await online(server, 'bob', 'b')];
    alice.send(presence('subscribe', 'bob@localhost/b'));
    expect(await settled(alice)).toEqual(['push bob@localhost none ask']);
    expect(await settled(bob)).toEqual(['alice@localhost subscribe']);
    bob.send(presence('subscribed', 'alice@localhost'));
    expect(await settled(bob)).toEqual(['push alice@localhost from']);
    expect(await settled(alice)).toEqual([
      'bob@localhost subscribed',
      'push bob@localhost to',
      'bob@localhost/b available',
    ]);
    bob.send(`<presence xmlns='jabber:client'><show>away</show></presence>`);
    await bob.settle();
    expect(await settled(alice)).toEqual(['bob@localhost/b available']);
  });

  it('is refused', async () => {
    const server = await startServer();
    const [alice, bob] = [await online(server, 'alice', 'a'), await online(server, 'bob', 'b')];
    alice.send(presence('subscribe', 'bob@localhost'));
    await alice.settle();
    bob.send(presence('unsubscribed', 'alice@localhost'));
    await bob.settle();
    expect(await settled(alice)).toEqual(['bob@localhost unsubscribed', 'push bob@localhost none']);
  });

  it('is ended by the one who asked', async () => {
    const server = await startServer({ roster: { alice: ['bob'], bob: ['alice'] } });
    const [alice, bob] = [await online(server, 'alice', 'a'), await online(server, 'bob', 'b')];
    await alice.settle();
    alice.send(presence('unsubscribe', 'bob@localhost'));
    expect(await settled(alice)).toEqual([
      'push bob@localhost from',
      'bob@localhost/b unavailable',
    ]);
    expect(await settled(bob)).toEqual(['alice@localhost unsubscribe', 'push alice@localhost to']);
  });

  it('that nobody asked for is not granted', async () => {
    const server = await startServer();
    const [alice, bob] = [await online(server, 'alice', 'a'), await online(server, 'bob', 'b')];
    bob.send(presence('subscribed', 'alice@localhost'));
    expect(await settled(bob)).toEqual([]);
    expect(await settled(alice)).toEqual([]);
  });

  it('waits for its answer, and is asked again at each login', async () => {
    const server = await startServer();
    const alice = await online(server, 'alice', 'a');
    alice.send(
      `<presence xmlns='jabber:client' type='subscribe' to='bob@localhost'><status>hello</status></presence>`,
    );
    await alice.settle();
    for (let i = 0; i < 2; i++) {
      const bob = await login(server, 'bob', 'b');
      bob.send(`<presence xmlns='jabber:client'/>`);
      const request = (await bob.settle()).find((el) => el.attrs['type'] === 'subscribe');
      expect(request?.attrs['from']).toBe('alice@localhost');
      expect(request?.getChildText('status')).toBe('hello');
      server.disconnect('bob', 'abort');
      await bob.closed;
    }
  });

  it('is granted by itself where the contact granted it before', async () => {
    const server = await startServer({ roster: { bob: [{ jid: 'alice', subscription: 'from' }] } });
    const alice = await online(server, 'alice', 'a');
    alice.send(presence('subscribe', 'bob@localhost'));
    expect(await settled(alice)).toEqual([
      'push bob@localhost none ask',
      'bob@localhost subscribed',
      'push bob@localhost to',
    ]);
  });

  it('may be made by the test', async () => {
    const server = await startServer();
    const [alice, bob] = [await online(server, 'alice', 'a'), await online(server, 'bob', 'b')];
    server.befriend('alice', 'bob@localhost');
    expect(await settled(alice)).toEqual(['push bob@localhost both', 'bob@localhost/b available']);
    expect(await settled(bob)).toEqual([
      'push alice@localhost both',
      'alice@localhost/a available',
    ]);
  });
});

describe('presence', () => {
  it('reaches contacts and the own sessions, and is answered by theirs', async () => {
    const server = await startServer({ roster: { alice: ['bob'], bob: ['alice'] } });
    const bob = await online(server, 'bob', 'b');
    const one = await online(server, 'alice', 'one');
    await bob.settle();
    const two = await login(server, 'alice', 'two');
    two.send(`<presence xmlns='jabber:client'><priority>5</priority></presence>`);
    expect((await settled(two)).sort()).toEqual([
      'alice@localhost/one available',
      'alice@localhost/two available',
      'bob@localhost/b available',
    ]);
    expect(await settled(one)).toEqual(['alice@localhost/two available']);
    expect(await settled(bob)).toEqual(['alice@localhost/two available']);
  });

  it('ends with the socket', async () => {
    const server = await startServer({ roster: { alice: ['bob'], bob: ['alice'] } });
    const [alice, bob] = [await online(server, 'alice', 'a'), await online(server, 'bob', 'b')];
    await bob.settle();
    alice.socket.terminate();
    expect(short(await bob.next())).toBe('alice@localhost/a unavailable');
  });

  it('that was directed is taken back from whoever got it', async () => {
    const server = await startServer();
    const [alice, bob] = [await online(server, 'alice', 'a'), await online(server, 'bob', 'b')];
    alice.send(`<presence xmlns='jabber:client' to='${bob.jid}'/>`);
    await alice.settle();
    expect(await settled(bob)).toEqual(['alice@localhost/a available']);
    alice.send(`<presence xmlns='jabber:client' type='unavailable'/>`);
    await alice.settle();
    expect(await settled(bob)).toEqual(['alice@localhost/a unavailable']);
  });

  it('for the server itself goes to no account that bears its name', async () => {
    const server = await startServer({ accounts: { alice: 'secret', localhost: 'secret' } });
    const alice = await online(server, 'alice', 'a');
    const namesake = await online(server, 'localhost', 'b');
    alice.send(`<presence xmlns='jabber:client' to='localhost'/>`);
    await alice.settle();
    expect(await settled(namesake)).toEqual([]);
  });

  it('is told to probes of those who may see it', async () => {
    const server = await startServer({ roster: { bob: [{ jid: 'alice', subscription: 'from' }] } });
    const alice = await online(server, 'alice', 'a');
    await online(server, 'bob', 'b');
    await alice.settle();
    alice.send(presence('probe', 'bob@localhost'));
    alice.send(presence('probe', 'carol@localhost'));
    expect(await settled(alice)).toEqual([
      'bob@localhost/b available',
      'carol@localhost unsubscribed',
    ]);
  });
});
