import { describe, expect, it } from '@jest/globals';
import { childElements, type XmlElement } from '@xec/stanza';
import { login, startServer } from './testing/servers.js';
import type { RawClient } from './testing/raw-client.js';

const NS = 'http://jabber.org/protocol/pubsub';
const iq = (type: 'get' | 'set', child: string, { to = '', ns = NS } = {}): string =>
  `<iq xmlns='jabber:client' type='${type}' id='q'${to && ` to='${to}'`}><pubsub xmlns='${ns}'>${child}</pubsub></iq>`;
const item = (id: string): string => `<item id='${id}'><x xmlns='urn:x'>${id}</x></item>`;
const publish = (id: string, options = ''): string =>
  iq('set', `<publish node='urn:x'>${item(id)}</publish>${options}`);
const option = (name: string, value: string): string =>
  `<field var='pubsub#${name}'><value>${value}</value></field>`;
const withOptions = (fields: string): string =>
  `<publish-options><x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'><value>${NS}#publish-options</value></field>${fields}</x></publish-options>`;
const conditions = (el: XmlElement): string[] =>
  childElements(el.getChild('error') ?? el).map((child) => child.getName());
const idsIn = (el: XmlElement): unknown[] =>
  el
    .getChild('pubsub')
    ?.getChild('items')
    ?.getChildren('item')
    .map(({ attrs }) => attrs['id']) ?? [];

/** Becomes available, and answers what its capabilities stand for. */
async function hear(client: RawClient, features: readonly string[]): Promise<void> {
  client.send(
    `<presence xmlns='jabber:client'><c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='urn:n' ver='${features.join()}'/></presence>`,
  );
  let frame = await client.next();
  while (frame.getName() !== 'iq') frame = await client.next();
  const { id, from } = frame.attrs as Record<string, string>;
  const list = features.map((feature) => `<feature var='${feature}'/>`).join('');
  client.send(
    `<iq xmlns='jabber:client' type='result' id='${String(id)}' to='${String(from)}'><query xmlns='http://jabber.org/protocol/disco#info'>${list}</query></iq>`,
  );
}

describe('nodes of accounts', () => {
  it('keep what is published, as many items as they are set up for', async () => {
    const alice = await login(await startServer(), 'alice');
    const options = withOptions(option('max_items', '2'));
    for (const id of ['a', 'b', 'c']) {
      expect((await alice.request(publish(id, options))).attrs['type']).toBe('result');
    }
    expect(idsIn(await alice.request(iq('get', "<items node='urn:x'/>")))).toEqual(['b', 'c']);
    const page =
      "<items node='urn:x'/><set xmlns='http://jabber.org/protocol/rsm'><max>1</max></set>";
    expect(idsIn(await alice.request(iq('get', page)))).toEqual(['b']);
    const after = page.replace('</set>', '<after>b</after></set>');
    expect(idsIn(await alice.request(iq('get', after)))).toEqual(['c']);
    const before = page.replace('</set>', '<before/></set>');
    expect(idsIn(await alice.request(iq('get', before)))).toEqual(['c']);
  });

  it('refuse a publication that wants them set up differently', async () => {
    const alice = await login(await startServer(), 'alice');
    await alice.request(publish('a'));
    const refused = await alice.request(publish('b', withOptions(option('access_model', 'open'))));
    expect(conditions(refused)).toEqual(['conflict', 'precondition-not-met']);
  });

  it('are never for those whom their owner lets in: nobody subscribes to them', async () => {
    const alice = await login(await startServer(), 'alice');
    const asked = publish('a', withOptions(option('access_model', 'authorize')));
    expect(conditions(await alice.request(asked))).toEqual(['not-acceptable']);
  });

  it('are for those who may see them', async () => {
    const server = await startServer();
    const [alice, bob] = [await login(server, 'alice'), await login(server, 'bob')];
    await alice.request(publish('a'));
    const ask = iq('get', "<items node='urn:x'/>", { to: 'alice@localhost' });
    expect(conditions(await bob.request(ask))).toEqual([
      'not-authorized',
      'presence-subscription-required',
    ]);
    const theirs = publish('b').replace("id='q'", "id='q' to='alice@localhost'");
    expect(conditions(await bob.request(theirs))).toEqual(['forbidden']);
  });

  it.each([
    ['nothing', '', 'bad-request'],
    ['no node', `<publish>${item('a')}</publish>`, 'bad-request'],
    ['no payload', "<publish node='urn:x'><item id='a'/></publish>", 'bad-request'],
    ['two payloads', "<publish node='urn:x'><item><a/><b/></item></publish>", 'bad-request'],
    ['a node that is not there', "<retract node='none'><item id='a'/></retract>", 'item-not-found'],
    ['what is unknown', "<subscribe node='urn:x' jid='a@b'/>", 'feature-not-implemented'],
  ])('refuse %s', async (_what, child, condition) => {
    const alice = await login(await startServer(), 'alice');
    expect(conditions(await alice.request(iq('set', child)))[0]).toBe(condition);
  });
});

describe('events', () => {
  it('reach those who want to hear of the node, and only them', async () => {
    const server = await startServer();
    const [alice, deaf] = [await login(server, 'alice', 'a'), await login(server, 'alice', 'b')];
    await hear(alice, ['urn:x+notify']);
    await hear(deaf, ['urn:y+notify']);
    alice.send(publish('a'));
    let frame = await alice.next();
    while (frame.getName() !== 'message') frame = await alice.next();
    expect(frame.attrs).toMatchObject({ type: 'headline', from: 'alice@localhost', to: alice.jid });
    deaf.send("<iq xmlns='jabber:client' type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>");
    let other = await deaf.next();
    while (other.attrs['id'] !== 'p') {
      expect(other.getName()).not.toBe('message');
      other = await deaf.next();
    }
  });

  it('come late where somebody comes late', async () => {
    const server = await startServer();
    await (await login(server, 'alice', 'a')).request(publish('a'));
    const late = await login(server, 'alice', 'b');
    await hear(late, ['urn:x+notify']);
    let frame = await late.next();
    while (frame.getName() !== 'message') frame = await late.next();
    expect(String(frame)).toContain('<item id="a"');
  });
});
