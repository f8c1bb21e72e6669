import { describe, expect, it } from '@jest/globals';
import { childElements, type XmlElement } from '@xec/stanza';
import { login, online, startServer } from './testing/servers.js';
import type { RawClient } from './testing/raw-client.js';

const NS = 'http://jabber.org/protocol/pubsub';
const to = 'pubsub.localhost';
const iq = (type: 'get' | 'set', child: string, ns = NS): string =>
  `<iq xmlns='jabber:client' type='${type}' id='q' to='${to}'><pubsub xmlns='${ns}'>${child}</pubsub></iq>`;
const owner = (type: 'get' | 'set', child: string): string => iq(type, child, `${NS}#owner`);
const disco = (what: 'info' | 'items', node = ''): string =>
  `<iq xmlns='jabber:client' type='get' id='q' to='${to}'><query xmlns='http://jabber.org/protocol/disco#${what}'${node && ` node='${node}'`}/></iq>`;
const publish = (id: string): string =>
  iq('set', `<publish node='n'><item id='${id}'><x xmlns='urn:x'>${id}</x></item></publish>`);
const retract = (id: string): string =>
  iq('set', `<retract node='n' notify='true'><item id='${id}'/></retract>`);
const create = (option = '', value = ''): string =>
  iq(
    'set',
    `<create node='n'/>${option && `<configure><x xmlns='jabber:x:data' type='submit'><field var='pubsub#${option}'><value>${value}</value></field></x></configure>`}`,
  );
const subscribe = (jid: string): string => iq('set', `<subscribe node='n' jid='${jid}'/>`);
const affiliate = (jid: string, affiliation: string): string =>
  owner(
    'set',
    `<affiliations node='n'><affiliation jid='${jid}' affiliation='${affiliation}'/></affiliations>`,
  );
/** `result`, or the conditions of the error. */
const end = async (client: RawClient, stanza: string): Promise<string> => {
  const answer = await client.request(stanza);
  const error = answer.getChild('error');
  const conditions = error === undefined ? [] : childElements(error).map(({ name }) => name);
  return [String(answer.attrs['type']), ...conditions].join(' ');
};
const nextMessage = async (client: RawClient): Promise<XmlElement> => {
  let frame = await client.next();
  while (frame.getName() !== 'message') frame = await client.next();
  return frame;
};

describe('the publish-subscribe service', () => {
  it('says what it is, and what its nodes are', async () => {
    const alice = await login(await startServer(), 'alice');
    expect(String(await alice.request(disco('info')))).toContain(
      '<identity category="pubsub" type="service"',
    );
    expect(await end(alice, disco('info', 'n'))).toBe('error item-not-found');
    await alice.request(create('title', 'News'));
    await alice.request(publish('a'));
    expect(String(await alice.request(disco('items')))).toContain('node="n"');
    expect(String(await alice.request(disco('items', 'n')))).toContain('name="a"');
    const info = String(await alice.request(disco('info', 'n')));
    expect(info).toContain('<value>News</value>');
    expect(info).toContain('<value>alice@localhost</value>');
  });

  it('tells subscribers, and nobody else', async () => {
    const server = await startServer();
    const [alice, bob, carol] = [
      await login(server, 'alice'),
      await online(server, 'bob'),
      await online(server, 'carol'),
    ];
    await alice.request(create());
    expect(await end(bob, subscribe('alice@localhost'))).toBe('error bad-request invalid-jid');
    expect(await end(bob, subscribe('bob@localhost'))).toBe('result');
    expect(String(await bob.request(iq('get', '<subscriptions/>')))).toContain('node="n"');
    await alice.request(publish('a'));
    const event = await nextMessage(bob);
    expect(event.attrs).toMatchObject({ from: to, type: 'headline' });
    expect(String(event)).toContain('publisher="alice@localhost"');
    await alice.request(retract('a'));
    expect(String(await nextMessage(bob))).toContain('<retract id="a"/>');
    const unsubscribe = iq('set', "<unsubscribe node='n' jid='bob@localhost'/>");
    expect(await end(bob, unsubscribe)).toBe('result');
    expect(await end(bob, unsubscribe)).toBe('error unexpected-request not-subscribed');
    // What carol hears first is the answer to her own question.
    carol.send(disco('info'));
    let frame = await carol.next();
    while (frame.attrs['id'] !== 'q') {
      expect(frame.getName()).not.toBe('message');
      frame = await carol.next();
    }
  });

  it('lets those write whom the node lets', async () => {
    const server = await startServer();
    const [alice, bob] = [await login(server, 'alice'), await login(server, 'bob')];
    await alice.request(create());
    expect(await end(bob, publish('b'))).toBe('error forbidden');
    expect(await end(bob, affiliate('bob@localhost', 'publisher'))).toBe('error forbidden');
    expect(await end(alice, affiliate('alice@localhost', 'none'))).toBe('error not-acceptable');
    expect(await end(alice, affiliate('bob@localhost', 'publisher'))).toBe('result');
    expect(await end(bob, publish('b'))).toBe('result');
    await alice.request(publish('a'));
    // Items of others are theirs.
    expect(await end(bob, publish('a'))).toBe('error forbidden');
    expect(await end(bob, retract('a'))).toBe('error forbidden');
    expect(await end(alice, retract('b'))).toBe('result');
    await alice.request(affiliate('bob@localhost', 'outcast'));
    expect(await end(bob, iq('get', "<items node='n'/>"))).toBe('error not-allowed closed-node');
    expect(await end(bob, subscribe('bob@localhost'))).toBe('error not-allowed closed-node');
  });

  it('lets everybody write where the node is open', async () => {
    const server = await startServer();
    const [alice, bob] = [await login(server, 'alice'), await login(server, 'bob')];
    await alice.request(create('publish_model', 'open'));
    expect(await end(bob, publish('b'))).toBe('result');
    expect(await end(bob, retract('b'))).toBe('result');
    expect(await end(bob, owner('set', "<delete node='n'/>"))).toBe('error forbidden');
  });

  it('refuses what it does not know', async () => {
    const alice = await login(await startServer(), 'alice');
    expect(await end(alice, iq('get', '<x/>'))).toBe('error feature-not-implemented');
    expect(await end(alice, create('access_model', 'odd'))).toBe('error not-acceptable');
    expect(await end(alice, iq('get', "<items node='n'/>"))).toBe('error item-not-found');
    const ping = `<iq xmlns='jabber:client' type='get' id='q' to='${to}'><ping xmlns='urn:xmpp:ping'/></iq>`;
    expect(await end(alice, ping)).toBe('error service-unavailable');
  });
});
