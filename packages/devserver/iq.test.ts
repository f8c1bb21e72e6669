import { describe, expect, it } from '@jest/globals';
import { childElements, type XmlElement } from '@xec/stanza';
import { xml } from '@xec/stanza';
import type { ModuleFactory } from './index.js';
import { login, online, startServer } from './testing/servers.js';

const get = (child: string, to = '', type = 'get'): string =>
  `<iq xmlns='jabber:client' type='${type}' id='q'${to === '' ? '' : ` to='${to}'`}>${child}</iq>`;
const ping = `<ping xmlns='urn:xmpp:ping'/>`;
const NS_INFO = 'http://jabber.org/protocol/disco#info';
const NS_ITEMS = 'http://jabber.org/protocol/disco#items';
const info = `<query xmlns='${NS_INFO}'/>`;

const condition = (el: XmlElement): string | undefined =>
  el.attrs['type'] === 'error' ? childElements(el.getChild('error') ?? el)[0]?.name : undefined;
const features = (el: XmlElement): unknown[] =>
  el
    .getChild('query', NS_INFO)
    ?.getChildren('feature')
    .map(({ attrs }) => attrs['var']) ?? [];

describe('an iq', () => {
  it.each(['', 'localhost', 'alice@localhost'])('to "%s" is answered from there', async (to) => {
    const client = await login(await startServer(), 'alice');
    const answer = await client.request(get(ping, to));
    expect(answer.attrs).toMatchObject({ type: 'result', to: client.jid });
    expect(answer.attrs['from']).toBe(to === '' ? undefined : to);
  });

  it('to a full JID reaches it, and so does its answer', async () => {
    const server = await startServer();
    const [alice, bob] = [await login(server, 'alice', 'a'), await login(server, 'bob', 'b')];
    alice.send(get(ping, bob.jid));
    expect((await bob.next()).attrs).toMatchObject({ from: alice.jid, id: 'q', type: 'get' });
    bob.send(`<iq xmlns='jabber:client' type='result' id='q' to='${alice.jid}'/>`);
    expect((await alice.next()).attrs).toMatchObject({ from: bob.jid, id: 'q', type: 'result' });
  });

  it.each([
    ['a full JID that is not there', get(ping, 'bob@localhost/none'), 'service-unavailable'],
    ['an account that is not there', get(ping, 'nobody@localhost'), 'service-unavailable'],
    ['another domain', get(ping, 'far.example'), 'remote-server-not-found'],
    ['an unknown payload', get(`<what xmlns='urn:x'/>`), 'service-unavailable'],
    ['no child', get(''), 'bad-request'],
    ['two children', get(ping + ping), 'bad-request'],
    ['an unknown type', get(ping, '', 'put'), 'bad-request'],
    ['the wrong one of get and set', get(ping, '', 'set'), 'bad-request'],
    [
      'a second bind',
      get(`<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>`, '', 'set'),
      'not-allowed',
    ],
  ])('with %s is an error', async (_what, frame, expected) => {
    const client = await login(await startServer(), 'alice');
    expect(condition(await client.request(frame))).toBe(expected);
  });

  it('without an id is an error too', async () => {
    const client = await login(await startServer(), 'alice');
    client.send(`<iq xmlns='jabber:client' type='get'>${ping}</iq>`);
    expect(condition(await client.next())).toBe('bad-request');
  });

  it('that is a result or an error is never answered', async () => {
    const client = await login(await startServer(), 'alice');
    client.send(`<iq xmlns='jabber:client' type='result' id='x' to='bob@localhost/none'/>`);
    client.send(`<iq xmlns='jabber:client' type='error' id='y' to='far.example'/>`);
    expect(await client.settle()).toEqual([]);
  });
});

describe('the server', () => {
  it('tells its features, and those of accounts to who may know', async () => {
    const server = await startServer();
    const client = await login(server, 'alice');
    const answer = await client.request(get(info, 'localhost'));
    expect(features(answer)).toEqual(
      expect.arrayContaining([NS_INFO, 'urn:xmpp:carbons:2', 'urn:xmpp:ping']),
    );
    expect(answer.getChild('query')?.getChild('identity')?.attrs).toMatchObject({
      category: 'server',
      type: 'im',
    });
    expect(features(await client.request(get(info)))).toContain('urn:xmpp:carbons:2');
    expect(condition(await client.request(get(info, 'bob@localhost')))).toBe('service-unavailable');
    server.befriend('alice', 'bob');
    expect(features(await client.request(get(info, 'bob@localhost')))).toContain('vcard-temp');
  });

  it('knows the node of its own capabilities, and lists the own sessions', async () => {
    const server = await startServer();
    const alice = await online(server, 'alice', 'a');
    const unknown = `<query xmlns='${NS_INFO}' node='x'/>`;
    expect(condition(await alice.request(get(unknown, 'localhost')))).toBe('item-not-found');
    const items = await alice.request(get(`<query xmlns='${NS_ITEMS}'/>`));
    expect(
      items
        .getChild('query')
        ?.getChildren('item')
        .map(({ attrs }) => attrs['jid']),
    ).toEqual([alice.jid]);
  });

  it.each([
    ['jabber:iq:version', 'query', 'name'],
    ['urn:xmpp:time', 'time', 'utc'],
  ])('answers %s', async (ns, name, child) => {
    const client = await login(await startServer(), 'alice');
    const answer = await client.request(get(`<${name} xmlns='${ns}'/>`, 'localhost'));
    expect(answer.getChild(name, ns)?.getChildText(child)).toMatch(/./);
  });

  it('tells last activity to who may see presence', async () => {
    const server = await startServer();
    const client = await login(server, 'alice');
    const last = `<query xmlns='jabber:iq:last'/>`;
    const own = await client.request(get(last, 'localhost'));
    expect(own.getChild('query')?.attrs['seconds']).toMatch(/^\d+$/);
    expect(condition(await client.request(get(last, 'bob@localhost')))).toBe('forbidden');
  });

  it('keeps vCards: the own may be set, those of others read', async () => {
    const server = await startServer();
    const [alice, bob] = [await login(server, 'alice'), await login(server, 'bob')];
    const card = (inner = ''): string => `<vCard xmlns='vcard-temp'>${inner}</vCard>`;
    expect((await alice.request(get(card()))).getChild('vCard')?.children).toEqual([]);
    expect(condition(await bob.request(get(card(), 'alice@localhost')))).toBe('item-not-found');
    await alice.request(get(card('<FN>Alice</FN>'), '', 'set'));
    const seen = await bob.request(get(card(), 'alice@localhost'));
    expect(seen.getChild('vCard', 'vcard-temp')?.getChildText('FN')).toBe('Alice');
    expect(condition(await bob.request(get(card(), 'alice@localhost', 'set')))).toBe('forbidden');
  });

  it('keeps private elements, each by its name and namespace', async () => {
    const client = await login(await startServer(), 'alice');
    const store = (inner: string): string => `<query xmlns='jabber:iq:private'>${inner}</query>`;
    await client.request(get(store(`<a xmlns='urn:a'>1</a>`), '', 'set'));
    const read = async (inner: string) =>
      (await client.request(get(store(inner)))).getChild('query')?.children.map(String);
    expect(await read(`<a xmlns='urn:a'/>`)).toEqual(['<a xmlns="urn:a">1</a>']);
    expect(await read(`<a xmlns='urn:b'/>`)).toEqual(['<a xmlns="urn:b"/>']);
    expect(condition(await client.request(get(store(''))))).toBe('not-acceptable');
  });

  it('takes modules of others, with a domain of their own', async () => {
    const echo: ModuleFactory = (host) => ({
      name: 'echo',
      domain: `echo.${host.domain}`,
      serverFeatures: ['urn:example:echo'],
      receive: (stanza, to, sender) =>
        sender.send(xml(stanza.name, { xmlns: 'jabber:client', from: to.toString(), id: 'back' })),
    });
    const client = await login(await startServer({ modules: [echo] }), 'alice');
    client.send(`<message xmlns='jabber:client' to='echo.localhost'/>`);
    expect((await client.next()).attrs).toMatchObject({ from: 'echo.localhost', id: 'back' });
    expect(features(await client.request(get(info, 'localhost')))).toContain('urn:example:echo');
  });
});
