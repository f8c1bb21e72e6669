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

  describe('with nodes whose owner lets people in', () => {
    const NS_AUTHORIZATION = `${NS}#subscribe_authorization`;
    const GET_PENDING = `${NS}#get-pending`;
    const decision = (allow: string, type = 'submit', jid = 'bob@localhost'): string =>
      `<message xmlns='jabber:client' to='${to}' id='d'><x xmlns='jabber:x:data' type='${type}'><field var='FORM_TYPE' type='hidden'><value>${NS_AUTHORIZATION}</value></field><field var='pubsub#node'><value>n</value></field><field var='pubsub#subscriber_jid'><value>${jid}</value></field><field var='pubsub#allow'><value>${allow}</value></field></x></message>`;
    const command = (node: string, form = ''): string =>
      `<iq xmlns='jabber:client' type='set' id='q' to='${to}'><command xmlns='http://jabber.org/protocol/commands' node='${node}' action='execute'>${form}</command></iq>`;
    const forNode = (name: string): string =>
      `<x xmlns='jabber:x:data' type='submit'><field var='pubsub#node'><value>${name}</value></field></x>`;
    const decide = (jid: string, subscription: string): string =>
      owner(
        'set',
        `<subscriptions node='n'><subscription jid='${jid}' subscription='${subscription}'/></subscriptions>`,
      );
    const items = iq('get', "<items node='n'/>");
    /** A node of alice's; bob asks to be subscribed. */
    const ask = async () => {
      const server = await startServer();
      const alice = await online(server, 'alice');
      const bob = await online(server, 'bob');
      await alice.request(create('access_model', 'authorize'));
      const answer = await bob.request(subscribe('bob@localhost'));
      return { alice, bob, answer, question: await nextMessage(alice) };
    };
    const toldTo = async (client: RawClient): Promise<unknown> => {
      const event = (await nextMessage(client)).getChild('event', `${NS}#event`);
      return event?.getChild('subscription')?.attrs['subscription'];
    };

    it('asks the owner, and lets nobody read meanwhile', async () => {
      const { alice, bob, answer, question } = await ask();
      expect(String(answer)).toContain('subscription="pending"');
      expect(question.attrs['from']).toBe(to);
      const form = question.getChild('x', 'jabber:x:data');
      expect(form?.attrs['type']).toBe('form');
      for (const part of [NS_AUTHORIZATION, 'bob@localhost', 'pubsub#allow', '<value>n</value>']) {
        expect(String(form)).toContain(part);
      }
      const waiting = 'error not-authorized pending-subscription';
      expect(await end(bob, subscribe('bob@localhost'))).toBe(waiting);
      expect(await end(bob, items)).toBe(waiting);
      expect(String(await bob.request(iq('get', '<subscriptions/>')))).toContain('"pending"');
      const list = String(await alice.request(owner('get', "<subscriptions node='n'/>")));
      expect(list).toContain('jid="bob@localhost" subscription="pending"');
    });

    it('takes the word of the owner, and of nobody else', async () => {
      const { alice, bob } = await ask();
      bob.send(decision('true'));
      const refused = await nextMessage(bob);
      expect(refused.getChild('error')?.getChild('forbidden')).toBeDefined();
      alice.send(decision('true', 'cancel'));
      alice.send(decision('true', 'submit', 'carol@localhost'));
      expect(await end(bob, items)).toBe('error not-authorized pending-subscription');
      alice.send(decision('true'));
      expect(await toldTo(bob)).toBe('subscribed');
      expect(await end(bob, items)).toBe('result');
      await alice.request(publish('a'));
      expect(String(await nextMessage(bob))).toContain('<item id="a"');
    });

    it('takes a no, after which one may ask again', async () => {
      const { alice, bob } = await ask();
      alice.send(decision('0'));
      expect(await toldTo(bob)).toBe('none');
      expect(await end(bob, items)).toBe('error not-authorized not-subscribed');
      expect(await end(bob, subscribe('bob@localhost'))).toBe('result');
      expect(await end(bob, iq('set', "<unsubscribe node='n' jid='bob@localhost'/>"))).toBe(
        'result',
      );
      // It was taken back: nothing is decided any more.
      alice.send(decision('true'));
      await alice.request(disco('info'));
      expect(await end(bob, items)).toBe('error not-authorized not-subscribed');
    });

    it('takes the list of an owner, and what somebody becomes', async () => {
      const { alice, bob } = await ask();
      expect(await end(bob, decide('bob@localhost', 'subscribed'))).toBe('error forbidden');
      expect(await end(alice, decide('bob@localhost', 'pending'))).toBe('error not-acceptable');
      expect(await end(alice, decide('@', 'none'))).toBe('error bad-request');
      expect(await end(alice, decide('bob@localhost', 'subscribed'))).toBe('result');
      expect(await toldTo(bob)).toBe('subscribed');
      expect(await end(alice, decide('bob@localhost', 'none'))).toBe('result');
      expect(await toldTo(bob)).toBe('none');
      await bob.request(subscribe('bob@localhost'));
      await alice.request(affiliate('bob@localhost', 'publisher'));
      expect(await toldTo(bob)).toBe('subscribed');
      await alice.request(decide('bob@localhost', 'none'));
      expect(await toldTo(bob)).toBe('none');
      await alice.request(affiliate('bob@localhost', 'none'));
      const again = await bob.request(subscribe('bob@localhost'));
      expect(String(again)).toContain('subscription="pending"');
      await alice.request(affiliate('bob@localhost', 'outcast'));
      expect(await toldTo(bob)).toBe('none');
      expect(await end(bob, subscribe('bob@localhost'))).toBe('error not-allowed closed-node');
    });

    it('says again who waits, by a command', async () => {
      const { alice, bob } = await ask();
      expect(await end(bob, command(GET_PENDING))).toBe('error forbidden');
      expect(await end(alice, command('urn:other'))).toBe('error item-not-found');
      const form = String(await alice.request(command(GET_PENDING)));
      expect(form).toContain('status="executing"');
      expect(form).toContain('<option><value>n</value></option>');
      expect(await end(alice, command(GET_PENDING, forNode('m')))).toBe('error item-not-found');
      const done = await alice.request(command(GET_PENDING, forNode('n')));
      expect(String(done)).toContain('status="completed"');
      expect(String(await nextMessage(alice))).toContain('bob@localhost');
      const commands = await alice.request(disco('items', 'http://jabber.org/protocol/commands'));
      expect(String(commands)).toContain(GET_PENDING);
    });
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
