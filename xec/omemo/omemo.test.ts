import { describe, expect, it } from '@jest/globals';
import {
  NS_PUBSUB,
  NS_PUBSUB_ERRORS,
  omemoDevicesNodes,
  omemoNamespaces,
  omemoVersions,
  parse,
  stanzaError,
  type OmemoBundle,
  type OmemoEncrypted,
} from '@xec/stanza';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { openRoom, type TestRoom } from '@xec/testing/rooms';
import { PublishMessage, message } from '../message/index.js';
import {
  AnnounceBundle,
  CleanDevicesList,
  DeleteBundle,
  GetBundle,
  GetDevicesList,
  SetDevicesList,
  omemo,
  openMessage,
  sealMessage,
  type OmemoProvider,
} from './index.js';

const self = 'romeo@montague.lit/orchard';
const own = 'romeo@montague.lit';
const to = 'juliet@capulet.lit';
const open = () => openRoom(omemo, { self });

const bundleOf = (version: string) =>
  fixtureJson<{ bundle: OmemoBundle; device: number }>(`omemo/bundle-${version}`);
const listXml = (version: 'legacy' | '2', ...ids: number[]) => {
  const devices = ids.map((id) => `<device id='${String(id)}'/>`).join('');
  const name = version === '2' ? 'devices' : 'list';
  return `<${name} xmlns='${omemoNamespaces[version]}'>${devices}</${name}>`;
};
const items = (node: string, inner: string) =>
  parse(
    `<pubsub xmlns='${NS_PUBSUB}'><items node='${node}'><item id='current'>${inner}</item></items></pubsub>`,
  );
const event = (version: 'legacy' | '2', ids: readonly number[], from = own) =>
  `<message xmlns='jabber:client' from='${from}'><event xmlns='http://jabber.org/protocol/pubsub#event'
    ><items node='${omemoDevicesNodes[version]}'><item id='current'>${listXml(version, ...ids)}</item></items></event></message>`;
/** Answers the request at `index` of those sent, whichever came later. */
const answerAt = (room: TestRoom, index: number, child: string, type = 'result') => {
  const { id } = room.sent[index]?.attrs as { id: string };
  room.receive(`<iq xmlns='jabber:client' type='${type}' id='${id}' from='${to}'>${child}</iq>`);
};

describe.each(omemoVersions)('devices of OMEMO %s', (version) => {
  const node = omemoDevicesNodes[version];

  it('are told when they are published, as in the XEP', () => {
    const room = open();
    room.receive(fixture(`omemo/devices-${version}`));
    const { content } = fixtureJson<{ content: unknown }>(`omemo/devices-${version}`);
    expect(room.packets).toMatchObject([{ key: 'omemodevices', from: to, content }]);
    expect(room.contents('omemodevices')).toEqual([content]);
    expect(room.sent).toEqual([]);
  });

  it('are told by the service of their account alone', () => {
    const room = open();
    room.receive(fixture(`omemo/devices-${version}`, { from: `${to}/balcony` }));
    room.receive(fixture(`omemo/devices-${version}`, { type: 'error' }));
    const inner = fixture(`omemo/devices-${version}`).getChild('event')?.toString() ?? '';
    const at = (xml: string) => `<message xmlns='jabber:client' from='${to}'>${xml}</message>`;
    room.receive(at(`<forwarded xmlns='urn:xmpp:forward:0'>${at(inner)}</forwarded>`));
    room.receive(at(`<x xmlns='urn:x'>${inner}</x>`));
    room.receive(at(inner).replaceAll('message', 'presence'));
    const other = version === '2' ? 'legacy' : '2';
    room.receive(event(version, [1]).replace(listXml(version, 1), listXml(other, 1)));
    expect(room.packets).toEqual([]);
    expect(room.faults).toEqual([]);
  });

  it('are told as gone', () => {
    const room = open();
    room.receive(event(version, [1], to).replace(/<item .*<\/item>/, "<retract id='current'/>"));
    expect(room.contents('omemodevices_retract')).toEqual([{ from: to, id: 'current' }]);
  });

  it('are said to everybody', async () => {
    const room = open();
    const asked = room.request(new SetDevicesList({ version, devices: [{ id: 7 }] }));
    const pubsub = room.sent[0]?.getChild('pubsub');
    expect(room.sent[0]?.attrs).not.toHaveProperty('to');
    toEqualXml(
      pubsub?.getChild('publish'),
      `<publish xmlns='${NS_PUBSUB}' node='${node}'><item id='current'>${listXml(version, 7)}</item></publish>`,
    );
    expect(pubsub?.getChild('publish-options')?.toString()).toContain('<value>open</value>');
    room.answer({ from: own });
    await expect(asked).resolves.toEqual({ version, devices: [{ id: 7 }] });
    expect(room.keys).toEqual(['omemo_setdeviceslist_handle']);
  });

  it('are said to everybody also where the node was set up differently', () => {
    const room = open();
    void room.request(new SetDevicesList({ version, devices: [{ id: 7 }] }));
    const application = [{ name: 'precondition-not-met', xmlns: NS_PUBSUB_ERRORS }];
    room.refuse(stanzaError('conflict', { application }), { from: own });
    expect(room.sent[1]?.getChild('pubsub')?.getChild('configure')?.attrs['node']).toBe(node);
  });

  it('are asked for', async () => {
    const room = open();
    const asked = room.request(new GetDevicesList({ to, version }));
    toEqualXml(
      room.sent[0]?.getChild('pubsub'),
      `<pubsub xmlns='${NS_PUBSUB}'><items node='${node}' max_items='1'/></pubsub>`,
    );
    room.answer({ from: 'evil@x.example' }, items(node, listXml(version, 1)));
    expect(room.packets).toEqual([]);
    room.answer({}, items(node, listXml(version, 1, 2)));
    const devices = [{ id: 1 }, { id: 2 }];
    await expect(asked).resolves.toEqual({ from: to, version, devices });
    expect(room.keys).toEqual(['omemo_getdeviceslist_handle']);
  });

  it('may be none, or not be told', () => {
    const room = open();
    void room.request(new GetDevicesList({ version }));
    room.answer({}, parse(`<pubsub xmlns='${NS_PUBSUB}'><items node='${node}'/></pubsub>`));
    void room.request(new GetDevicesList({ to, version }));
    room.refuse('item-not-found');
    void room.request(new GetDevicesList({ to, version }));
    room.answer({}, items(node, '<x xmlns="urn:x"/>'));
    expect(room.packets).toMatchObject([
      { key: 'omemo_getdeviceslist_handle', content: { from: own, version, devices: [] } },
      {
        key: 'omemo_getdeviceslist_error',
        content: { from: to, version, condition: 'item-not-found' },
      },
      { key: 'omemo_getdeviceslist_errormalformedreply' },
    ]);
  });

  it('have keys that are published for everybody', async () => {
    const room = open();
    const { bundle, device } = bundleOf(version);
    const asked = room.request(new AnnounceBundle({ device, bundle }));
    const given = fixture(`omemo/bundle-${version}`).getChild('items');
    const pubsub = room.sent[0]?.getChild('pubsub');
    expect(pubsub?.getChild('publish')?.attrs).toEqual(given?.attrs);
    toEqualXml(pubsub?.getChild('publish')?.getChild('item'), given?.getChild('item') ?? '');
    const options = pubsub?.getChild('publish-options')?.toString() ?? '';
    expect(options).toContain('open');
    expect(options.includes('pubsub#max_items')).toBe(version === '2');
    room.answer({ from: own });
    await expect(asked).resolves.toEqual({ version, device });
    expect(room.keys).toEqual(['omemo_announcebundle_handle']);
  });

  it('have keys that are asked for', async () => {
    const room = open();
    const { bundle, device } = bundleOf(version);
    const asked = room.request(new GetBundle({ to, version, device }));
    const which = version === '2' ? `<item id='${String(device)}'/>` : '';
    const max = version === '2' ? '' : "max_items='1'";
    const place = fixture(`omemo/bundle-${version}`).getChild('items')?.attrs['node'] as string;
    toEqualXml(
      room.sent[0]?.getChild('pubsub'),
      `<pubsub xmlns='${NS_PUBSUB}'><items node='${place}' ${max}>${which}</items></pubsub>`,
    );
    room.answer({}, fixture(`omemo/bundle-${version}`));
    await expect(asked).resolves.toEqual({ from: to, version, device, bundle });
    expect(room.keys).toEqual(['omemo_getbundle_handle']);
  });

  it('have keys that may be missing', async () => {
    const room = open();
    void room.request(new GetBundle({ to, version, device: 1 }));
    room.refuse('item-not-found');
    const content = { from: to, version, device: 1, condition: 'item-not-found', type: 'cancel' };
    expect(room.contents('omemo_getbundle_error')).toEqual([content]);
    const asked = room.request(new GetBundle({ to, version, device: 1 }));
    room.answer({}, items('n', '<bundle xmlns="urn:x"/>'));
    await expect(asked).rejects.toMatchObject({ condition: 'malformed-reply' });
  });

  it('lose their keys', () => {
    const room = open();
    void room.request(new DeleteBundle({ version, device: 31415 }));
    toEqualXml(
      room.sent[0]?.getChild('pubsub'),
      version === '2'
        ? `<pubsub xmlns='${NS_PUBSUB}'><retract node='urn:xmpp:omemo:2:bundles' notify='true'><item id='31415'/></retract></pubsub>`
        : `<pubsub xmlns='${NS_PUBSUB}#owner'><delete node='eu.siacs.conversations.axolotl.bundles:31415'/></pubsub>`,
    );
    room.answer({ from: own });
    void room.request(new DeleteBundle({ version, device: 31415 }));
    room.refuse('item-not-found', { from: own });
    void room.request(new DeleteBundle({ version, device: 31415 }));
    room.refuse('forbidden', { from: own });
    expect(room.keys).toEqual([
      'omemo_deletebundle_handle',
      'omemo_deletebundle_handle',
      'omemo_deletebundle_errorforbidden',
    ]);
  });

  it('are taken out of the list where they have no keys', async () => {
    const room = open();
    const asked = room.request(new CleanDevicesList({ version }));
    room.answer({}, items(node, listXml(version, 1, 2, 3)));
    const wanted = version === '2' ? " node='urn:xmpp:omemo:2:bundles'" : '';
    toEqualXml(
      room.sent[1]?.getChild('query'),
      `<query xmlns='http://jabber.org/protocol/disco#items'${wanted}/>`,
    );
    expect(room.sent[1]?.attrs['to']).toBe(own);
    const found = version === '2' ? ['2', '9', 'x'] : ['mood', '2', '9'];
    const named = found.map((id) =>
      version === '2'
        ? `<item jid='${own}' name='${id}'/>`
        : `<item jid='${own}' node='eu.siacs.conversations.axolotl.bundles:${id}'/>`,
    );
    room.answer(
      {},
      parse(`<query xmlns='http://jabber.org/protocol/disco#items'>${named.join('')}</query>`),
    );
    const devices = [{ id: 2 }];
    await expect(asked).resolves.toEqual({ version, devices, removed: [1, 3] });
    expect(room.sent[2]?.toString()).toContain('<device id="2"/>');
    room.answer({ from: own });
    expect(room.keys).toEqual(['omemo_cleandeviceslist_handle', 'omemo_setdeviceslist_handle']);
  });

  it('stay in the list where all have keys, or none is there', () => {
    const room = open();
    void room.request(new CleanDevicesList({ version }));
    room.refuse('item-not-found', { from: own });
    expect(room.contents('omemo_cleandeviceslist_handle')).toEqual([
      { version, devices: [], removed: [] },
    ]);
    void room.request(new CleanDevicesList({ version }));
    room.answer({}, items(node, listXml(version, 1)));
    room.answer();
    expect(room.keys.at(-1)).toBe('omemo_cleandeviceslist_errormalformedreply');
    expect(room.sent).toHaveLength(3);
  });
});

describe('the keys of all devices', () => {
  const ask = (...ids: number[]) => {
    const room = open();
    void room.request(new GetDevicesList({ to, version: '2', withBundles: true }));
    room.answer({}, items(omemoDevicesNodes['2'], listXml('2', ...ids)));
    return room;
  };
  const bundle = fixture('omemo/bundle-2').toString();
  const last = { from: to, version: '2' };

  it('are asked for, and it is told when the last answer is in, whichever it is', () => {
    const room = ask(1, 31415, 3);
    expect(room.sent).toHaveLength(4);
    answerAt(
      room,
      3,
      "<error type='cancel'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>",
      'error',
    );
    answerAt(room, 1, bundle); // of another device
    expect(room.contents('omemo_getbundle_last')).toEqual([]);
    answerAt(room, 2, bundle);
    answerAt(room, 2, bundle);
    expect(room.keys).toEqual([
      'omemo_getdeviceslist_handle',
      'omemo_getbundle_error',
      'omemo_getbundle_error',
      'omemo_getbundle_handle',
      'omemo_getbundle_last',
    ]);
    expect(room.contents('omemo_getbundle_last')).toEqual([last]);
    expect([...room.engine.facts.all('gathering')]).toEqual([]);
  });

  it('are all in where there are no devices', () => {
    expect(ask().contents('omemo_getbundle_last')).toEqual([last]);
  });

  it('are in too when the last answer does not come', () => {
    const room = ask(1, 2);
    room.runtime.advance(3_600_000);
    expect(room.keys.filter((key) => key === 'omemo_getbundle_error')).toHaveLength(2);
    expect(room.keys.at(-1)).toBe('omemo_getbundle_last');
    expect(room.contents('omemo_getbundle_last')).toHaveLength(1);
  });

  it('of two accounts are told apart', () => {
    const room = open();
    for (const who of [to, 'mercutio@verona.lit']) {
      void room.request(new GetDevicesList({ to: who, version: '2', withBundles: true }));
      room.answer({}, items(omemoDevicesNodes['2'], listXml('2', 31415)));
    }
    answerAt(room, 1, bundle);
    expect(room.contents('omemo_getbundle_last')).toEqual([last]);
  });
});

describe('this device', () => {
  const { bundle } = bundleOf('2');
  const announce = () => {
    const room = open();
    void room.request(new AnnounceBundle({ device: 5, bundle }));
    room.answer({ from: own });
    return room;
  };

  it('comes back into the list when another one takes it out', () => {
    const room = announce();
    room.receive(event('2', [5, 6]));
    expect(room.sent).toHaveLength(1);
    room.receive(event('2', [6]));
    expect(room.sent[1]?.toString()).toContain('<device id="6"/><device id="5"/>');
    expect(room.sent).toHaveLength(2);
  });

  it('does so in its own list of that version only', () => {
    const room = announce();
    room.receive(event('2', [6], to));
    room.receive(event('legacy', [6]));
    expect(room.sent).toHaveLength(1);
    expect(open().sent).toEqual([]);
  });

  it('stays away when it took itself out', () => {
    const room = announce();
    void room.request(new SetDevicesList({ version: '2', devices: [{ id: 6 }] }));
    room.receive(event('2', [6]));
    room.receive(event('2', [6, 7]));
    expect(room.sent).toHaveLength(2);
  });
});

/** No cryptography: it turns texts round. */
const toy = (version: '2' | 'legacy', device: number): OmemoProvider => ({
  version,
  device,
  encrypt: (text, recipients) =>
    Promise.resolve({
      version,
      device,
      keys: recipients.map(({ jid, device: id }) => ({
        ...(version === '2' && { jid }),
        device: id,
        data: 'a2V5',
      })),
      ...(version === 'legacy' && { iv: 'aXY=' }),
      ...(text !== undefined && { payload: btoa([...text].reverse().join('')) }),
    }),
  decrypt: ({ key, payload }) =>
    key.data === 'a2V5'
      ? Promise.resolve(payload && [...atob(payload)].reverse().join(''))
      : Promise.reject(new Error('cannot')),
});

describe.each(omemoVersions)('a message of OMEMO %s', (version) => {
  const recipients = [{ jid: to, device: 31415 }];
  const account = to;

  it('goes encrypted, and is opened by the device that it is for', async () => {
    const room = openRoom([message, omemo], { self });
    const text = 'Wherefore art thou Romeo?';
    const sealed = await sealMessage(toy(version, 7), { to, from: own, text, recipients });
    const sent = room.request(new PublishMessage(sealed));
    const stanza = room.sent[0]?.toString() ?? '';
    expect(stanza).not.toContain('Romeo?');
    expect(stanza).not.toContain('<body');
    expect(stanza).toContain(`namespace="${omemoNamespaces[version]}"`);
    expect(stanza).toContain('<store');
    await room.settled();
    void sent;

    const peer = openRoom([message, omemo], { self: `${to}/balcony` });
    peer.receive(stanza.replace('<message ', `<message from='${self}' `));
    const [told] = peer.contents('message') as [{ encrypted: readonly OmemoEncrypted[] }];
    expect(peer.keys).toEqual(['message']);
    const of = { account, sender: own };
    expect(await openMessage(toy(version, 31415), told, of)).toEqual({ kind: 'text', text });
    expect(await openMessage(toy(version, 1), told, of)).toEqual({ kind: 'not-for-us' });
    const other = version === '2' ? 'legacy' : '2';
    expect(await openMessage(toy(other, 31415), told, of)).toEqual({ kind: 'not-for-us' });
  });

  it('may only care for sessions', async () => {
    const { encrypted } = await sealMessage(toy(version, 7), { to, from: own, recipients });
    expect(encrypted?.[0]).not.toHaveProperty('payload');
    const opened = await openMessage(
      toy(version, 31415),
      { ...(encrypted && { encrypted }) },
      { account, sender: own },
    );
    expect(opened).toEqual({ kind: 'session' });
  });

  it('is told as in the XEP', () => {
    const room = openRoom(message, { self: `${to}/balcony` });
    room.receive(fixture(`omemo/message-${version}`));
    const { encrypted } = fixtureJson<{ encrypted: unknown }>(`omemo/message-${version}`);
    expect(room.packets).toMatchObject([{ key: 'message', content: { from: own, encrypted } }]);
  });

  it('that cannot be decrypted is the caller’s to tell', async () => {
    const keys = [{ ...(version === '2' && { jid: to }), device: 31415, data: 'b2Rk' }];
    const encrypted = [{ version, device: 7, keys }];
    const opened = openMessage(toy(version, 31415), { encrypted }, { account, sender: own });
    await expect(opened).rejects.toThrow('cannot');
  });

  it('is as its version wants it, and of its own device', async () => {
    const sealed = (change: Partial<OmemoEncrypted>) => {
      const provider = toy(version, 7);
      const encrypt: OmemoProvider['encrypt'] = async (...args) => ({
        ...(await provider.encrypt(...args)),
        ...change,
      });
      return sealMessage({ ...provider, encrypt }, { to, from: own, text: 'x', recipients });
    };
    await expect(sealed({})).resolves.toBeDefined();
    await expect(sealed({ device: 8 })).rejects.toThrow(/expected something of OMEMO .* device 7/);
    await expect(sealed({ payload: 'no base64!' })).rejects.toThrow(TypeError);
    const keys = [{ ...(version === 'legacy' && { jid: to }), device: 1, data: 'a2V5' }];
    await expect(sealed({ keys })).rejects.toThrow(/jid/);
  });
});

describe('what we ask', () => {
  it('announces both lists', () => {
    expect(open().registry.advertised.features).toEqual([
      'eu.siacs.conversations.axolotl.devicelist+notify',
      'urn:xmpp:omemo:2:devices+notify',
    ]);
  });

  it('must be of a device', () => {
    for (const device of [0, -1, 1.5, 2 ** 31]) {
      expect(() => new GetBundle({ to, version: '2', device })).toThrow(TypeError);
    }
    const { bundle } = bundleOf('2');
    expect(() => new AnnounceBundle({ device: 1, bundle: { ...bundle, preKeys: [] } })).toThrow(
      TypeError,
    );
  });
});
