import { describe, expect, it } from '@jest/globals';
import { NS_DISCO_INFO, capsNode, discoInfoResult, readDiscoInfo, xml } from '@xec/stanza';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { openRoom } from '@xec/testing/rooms';
import { ping } from '../ping/index.js';
import { ItemsDisco, RequestDisco, capsOf, disco } from './index.js';

const self = 'alice@localhost/disco';
const ITEMS = 'http://jabber.org/protocol/disco#items';

const ask = (ns: string, node?: string, type = 'get') =>
  xml(
    'iq',
    { xmlns: 'jabber:client', type, id: 'q1', from: 'stranger@evil.example/x', to: self },
    xml('query', { xmlns: ns, node }),
  );

describe('being asked', () => {
  it('says what is in use to anyone', () => {
    const room = openRoom([disco, ping], { self });
    room.receive(ask(NS_DISCO_INFO));
    toEqualXml(
      room.sent[0],
      `<iq xmlns='jabber:client' type='result' id='q1' to='stranger@evil.example/x'>
         <query xmlns='http://jabber.org/protocol/disco#info'>
           <identity category='client' type='pc' name='Xec' xml:lang='en'/>
           <feature var='http://jabber.org/protocol/disco#info'/>
           <feature var='http://jabber.org/protocol/disco#items'/>
           <feature var='urn:xmpp:ping'/>
         </query>
       </iq>`.replace(/\n\s*/g, ''),
    );
  });

  it('says the same for the caps node, as the account of a Prosody asks', () => {
    const room = openRoom([disco, ping], { self });
    const node = capsNode(capsOf(room.registry.advertised));
    const request = fixture('disco/asked-by-account');
    const query = request.getChild('query', NS_DISCO_INFO);
    if (query) query.attrs['node'] = node;
    room.receive(request);
    const [answer] = room.sent;
    expect(answer?.attrs).toMatchObject({ to: 'alice@localhost', id: 'disco', type: 'result' });
    expect(answer?.getChild('query')?.attrs['node']).toBe(node);
    expect(answer && readDiscoInfo(answer)?.features).toEqual(room.registry.advertised.features);
  });

  it.each([NS_DISCO_INFO, ITEMS])('knows no other node in %s', (ns) => {
    const room = openRoom(disco, { self });
    const { node } = capsOf(room.registry.advertised);
    room.receive(ask(ns, `${node}#old`));
    expect(room.sent[0]?.getChild('error')?.getChild('item-not-found')).toBeDefined();
  });

  it('has no items', () => {
    const room = openRoom(disco, { self });
    room.receive(ask(ITEMS));
    const query = room.sent[0]?.getChild('query', ITEMS);
    expect(query?.children).toEqual([]);
  });

  it('refuses a set, and takes nothing in a message for a request', () => {
    const room = openRoom(disco, { self });
    room.receive(ask(NS_DISCO_INFO, undefined, 'set'));
    expect(room.sent[0]?.getChild('error')?.getChild('service-unavailable')).toBeDefined();
    room.receive(
      xml(
        'message',
        { xmlns: 'jabber:client', from: 'stranger@evil.example/x' },
        xml('query', { xmlns: NS_DISCO_INFO }),
      ),
    );
    expect(room.sent).toHaveLength(1);
  });
});

describe('asking what an entity is', () => {
  it('tells it', async () => {
    const room = openRoom(disco, { self });
    const asked = room.request(new RequestDisco({ jid: 'localhost' }));
    const [info] = fixture('disco/info-prosody').getChildren('query', NS_DISCO_INFO);
    room.answer({}, info);
    const { note: _note, ...expected } = fixtureJson<{ note: string }>('disco/info-prosody');
    await expect(asked).resolves.toEqual({ jid: 'localhost', ...expected });
    expect(room.keys).toEqual(['disco_request_handle']);
  });

  it('asks about a node, and takes one answer, from the one who was asked', async () => {
    const room = openRoom(disco, { self });
    const asked = room.request(new RequestDisco({ jid: 'localhost', node: 'urn:n' }));
    expect(room.sent[0]?.getChild('query')?.attrs['node']).toBe('urn:n');
    const query = () => discoInfoResult({ identities: [], features: ['urn:a'] }, 'urn:n');
    room.answer({ from: 'evil.example' }, query());
    expect(room.keys).toEqual([]);
    room.answer({}, query());
    room.answer({}, query());
    expect(room.keys).toEqual(['disco_request_handle']);
    await expect(asked).resolves.toMatchObject({ node: 'urn:n', features: ['urn:a'] });
  });

  it('fails where the answer has no query', async () => {
    const room = openRoom(disco, { self });
    const asked = room.request(new RequestDisco({ jid: 'localhost' }));
    room.answer();
    await expect(asked).rejects.toMatchObject({ condition: 'malformed-reply' });
    expect(room.keys).toEqual(['disco_request_errormalformedreply']);
  });
});

describe('asking what belongs to an entity', () => {
  it('tells it', async () => {
    const room = openRoom(disco, { self });
    const asked = room.request(new ItemsDisco({ jid: 'localhost' }));
    room.answer({}, fixture('disco/items-prosody').getChild('query', ITEMS));
    const { items } = fixtureJson<{ items: unknown[] }>('disco/items-prosody');
    await expect(asked).resolves.toEqual({ jid: 'localhost', items });
    expect(room.keys).toEqual(['disco_items_handle']);
  });

  it('says who did not answer, as Prosody refuses', () => {
    const room = openRoom(disco, { self });
    void room.request(new ItemsDisco({ jid: 'gateway.localhost' }));
    const error = fixture('disco/items-refused').getChild('error');
    const refusal = fixture('disco/items-refused', { id: room.sent[0]?.attrs['id'] as string });
    expect(error).toBeDefined();
    room.receive(refusal);
    expect(room.packets).toMatchObject([
      {
        key: 'disco_items_errorremoteservertimeout',
        content: {
          jid: 'gateway.localhost',
          condition: 'remote-server-timeout',
          type: 'wait',
          text: 'Component unavailable',
        },
      },
    ]);
  });

  it.each([
    ['registration-required', 'disco_items_errorregistrationrequired'],
    ['remote-server-not-found', 'disco_items_errorremoteservernotfound'],
    ['forbidden', 'disco_items_error'],
  ] as const)('reports %s as %s', (condition, key) => {
    const room = openRoom(disco, { self });
    void room.request(new ItemsDisco({ jid: 'localhost', node: 'urn:n' }));
    room.refuse(condition);
    expect(room.packets).toMatchObject([
      { key, content: { jid: 'localhost', node: 'urn:n', condition } },
    ]);
  });

  it.each([
    ['manual', 'disco_items_manual', 'disco_items_manual_error'],
    ['nosave', 'disco_items_nosave_handle', 'disco_items_nosave_error'],
  ] as const)('has keys of its own for the purpose %s', (purpose, handled, failed) => {
    const room = openRoom(disco, { self });
    void room.request(new ItemsDisco({ jid: 'localhost', purpose }));
    room.answer({}, fixture('disco/items-prosody').getChild('query', ITEMS));
    void room.request(new ItemsDisco({ jid: 'localhost', purpose }));
    room.refuse('remote-server-not-found');
    const { items } = fixtureJson<{ items: unknown[] }>('disco/items-prosody');
    expect(room.packets).toMatchObject([
      { key: handled, content: { jid: 'localhost', items } },
      { key: failed, content: { jid: 'localhost', condition: 'remote-server-not-found' } },
    ]);
  });

  it('reports a deadline that passed', () => {
    const room = openRoom(disco, { self });
    void room.request(new ItemsDisco({ jid: 'localhost' }), { timeoutMs: 1000 });
    room.runtime.advance(2000);
    expect(room.packets).toMatchObject([
      { key: 'disco_items_error', content: { jid: 'localhost', condition: 'timeout' } },
    ]);
  });
});
