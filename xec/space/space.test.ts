import { describe, expect, it } from '@jest/globals';
import {
  NS_PUBSUB,
  NS_PUBSUB_ERRORS,
  NS_PUBSUB_EVENT,
  NS_PUBSUB_OWNER,
  parse,
  spaceOptions,
  stanzaError,
  type StanzaErrorCondition,
} from '@xec/stanza';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { openRoom, type TestRoom } from '@xec/testing/rooms';
import type { AnyAction } from '../core/index.js';
import {
  AddSpaceRoom,
  CreateSpace,
  DeleteSpaceRoom,
  DestroySpace,
  GetPendingSpaceSubscriptions,
  GetSpaceConfig,
  GetSpaceRooms,
  SetSpaceAffiliations,
  SetSpaceConfig,
  SetSpaceSubscription,
  SubscribeToSpace,
  UnsubscribeFromSpace,
  space,
} from './index.js';

const self = 'emacs-user@megacorp.example.com/cool-client';
const own = 'emacs-user@megacorp.example.com';
const to = 'megacorp-pubsub.example.com';
const at = { to, node: 'dev' };
const place = { from: to, node: 'dev' };
const room = 'editors@conference.megacorp.example.com';

const open = () => openRoom(space, { self });
/** One that is in the space. */
const joined = (): TestRoom => {
  const opened = open();
  void opened.request(new SubscribeToSpace(at));
  opened.answer();
  opened.packets.length = 0;
  return opened;
};
const sentPubsub = (opened: TestRoom) => opened.sent.at(-1)?.getChild('pubsub');
const event = (inner: string, from = to) =>
  `<message xmlns='jabber:client' from='${from}' type='headline'><event xmlns='${NS_PUBSUB_EVENT}'>${inner}</event></message>`;
const items = (inner: string, node = 'dev') => `<items node='${node}'>${inner}</items>`;
const conference = (id = room) =>
  `<item id='${id}'><conference xmlns='urn:xmpp:bookmarks:1' name='Editors'/></item>`;
const pubsubError = (name: string, condition: StanzaErrorCondition) =>
  stanzaError(condition, { application: [{ name, xmlns: NS_PUBSUB_ERRORS }] });

describe('a space', () => {
  it('is made, set up as it must be', async () => {
    const opened = open();
    const asked = opened.request(
      new CreateSpace({ ...at, title: 'Developers', access: 'authorize' }),
    );
    expect(opened.sent[0]?.attrs).toMatchObject({ type: 'set', to });
    expect(sentPubsub(opened)?.getChild('create')?.attrs['node']).toBe('dev');
    const fields = sentPubsub(opened)?.getChild('configure')?.getChild('x')?.getChildren('field');
    const said = fields?.map((el) => [el.attrs['var'], el.getChildText('value')]);
    const wanted = spaceOptions({ title: 'Developers', access: 'authorize' });
    for (const [name, value] of Object.entries(wanted)) {
      const text = typeof value === 'boolean' ? [`pubsub#${name}`, value ? '1' : '0'] : undefined;
      expect(said).toContainEqual(text ?? [`pubsub#${name}`, value]);
    }
    opened.answer();
    await expect(asked).resolves.toEqual(place);
    expect(opened.keys).toEqual(['space_create_handle']);
  });

  it.each<[AnyAction, string, string]>([
    [
      new DestroySpace(at),
      `<pubsub xmlns='${NS_PUBSUB_OWNER}'><delete node='dev'/></pubsub>`,
      'space_destroy',
    ],
    [
      new SetSpaceAffiliations({ ...at, affiliations: [{ jid: own, affiliation: 'publisher' }] }),
      `<pubsub xmlns='${NS_PUBSUB_OWNER}'><affiliations node='dev'><affiliation jid='${own}' affiliation='publisher'/></affiliations></pubsub>`,
      'space_setaffiliations',
    ],
    [
      new SetSpaceSubscription({ ...at, jid: own, subscription: 'subscribed' }),
      `<pubsub xmlns='${NS_PUBSUB_OWNER}'><subscriptions node='dev'><subscription jid='${own}' subscription='subscribed'/></subscriptions></pubsub>`,
      'space_setsubscription',
    ],
    [
      new UnsubscribeFromSpace(at),
      `<pubsub xmlns='${NS_PUBSUB}'><unsubscribe node='dev' jid='${own}'/></pubsub>`,
      'space_unsubscribe',
    ],
    [
      new SetSpaceConfig({ ...at, form: { type: 'submit', instructions: [], fields: [] } }),
      `<pubsub xmlns='${NS_PUBSUB_OWNER}'><configure node='dev'><x xmlns='jabber:x:data' type='submit'/></configure></pubsub>`,
      'space_setconfig',
    ],
  ])('is managed, request %#', async (action, xml, prefix) => {
    const opened = open();
    const asked = opened.request(action);
    expect(opened.sent[0]?.attrs).toMatchObject({ type: 'set', to });
    toEqualXml(sentPubsub(opened), xml);
    opened.answer({ from: 'evil.example' });
    expect(opened.packets).toEqual([]);
    opened.answer();
    await expect(asked).resolves.toEqual(place);
    expect(opened.keys).toEqual([`${prefix}_handle`]);

    const other = open();
    void other.request(action);
    other.refuse('forbidden');
    expect(other.packets).toMatchObject([{ content: { condition: 'forbidden' } }]);
    expect(other.keys[0]).toMatch(new RegExp(`^${prefix}_error(forbidden)?$`));
  });

  it('has a form that says how it is set up', async () => {
    const opened = open();
    const asked = opened.request(new GetSpaceConfig(at));
    toEqualXml(
      sentPubsub(opened),
      `<pubsub xmlns='${NS_PUBSUB_OWNER}'><configure node='dev'/></pubsub>`,
    );
    opened.answer({}, fixture('pubsub/configuration-ejabberd').getChild('pubsub'));
    await expect(asked).resolves.toMatchObject({ ...place, form: { type: 'form' } });
    void opened.request(new GetSpaceConfig(at));
    opened.answer();
    expect(opened.keys).toEqual(['space_getconfig_handle', 'space_getconfig_errormalformedreply']);
  });
});

describe('the rooms of a space', () => {
  it('are put in, and taken out', async () => {
    const opened = open();
    const one = { jid: room, name: 'Settling the text editor wars' };
    const added = opened.request(new AddSpaceRoom({ ...at, room: one }));
    expect(opened.sent[0]?.attrs).toMatchObject({ type: 'set', to });
    toEqualXml(
      sentPubsub(opened),
      `<pubsub xmlns='${NS_PUBSUB}'><publish node='dev'><item id='${room}'><conference
        xmlns='urn:xmpp:bookmarks:1' name='${one.name}'/></item></publish></pubsub>`,
    );
    opened.answer();
    await expect(added).resolves.toEqual({ ...place, room: one });
    const removed = opened.request(new DeleteSpaceRoom({ ...at, room }));
    toEqualXml(
      sentPubsub(opened),
      `<pubsub xmlns='${NS_PUBSUB}'><retract node='dev' notify='true'><item id='${room}'/></retract></pubsub>`,
    );
    opened.answer();
    await expect(removed).resolves.toEqual({ ...place, room });
    expect(opened.keys).toEqual(['space_addroom_handle', 'space_deleteroom_handle']);
  });

  it.each([
    ['item-not-found', new DeleteSpaceRoom({ ...at, room }), 'space_deleteroom_erroritemnotfound'],
    ['conflict', new AddSpaceRoom({ ...at, room: { jid: room } }), 'space_addroom_errorconflict'],
    [
      'resource-constraint',
      new AddSpaceRoom({ ...at, room: { jid: room } }),
      'space_addroom_errorresourceconstraint',
    ],
  ] as const)('are not, where the service says %s', (condition, action, key) => {
    const opened = open();
    void opened.request<AnyAction>(action);
    opened.refuse(condition);
    expect(opened.keys).toEqual([key]);
  });

  it('are asked for, with its pictures, as in the XEP', async () => {
    const opened = open();
    const asked = opened.request(new GetSpaceRooms(at));
    toEqualXml(sentPubsub(opened), `<pubsub xmlns='${NS_PUBSUB}'><items node='dev'/></pubsub>`);
    opened.answer({}, fixture('space/content'));
    const { content } = fixtureJson<{ content: Record<string, unknown> }>('space/content');
    const { rooms, nodes, ...pictures } = content;
    await expect(asked).resolves.toEqual({ ...place, rooms, nodes });
    expect(opened.contents('space_getrooms_avatar')).toEqual([{ ...place, ...pictures }]);
  });

  it('may come in pages', () => {
    const opened = open();
    void opened.request(new GetSpaceRooms({ ...at, page: { max: 1 } }));
    const set = `<set xmlns='http://jabber.org/protocol/rsm'><first>a</first><last>b</last><count>2</count></set>`;
    opened.answer({}, parse(`<pubsub xmlns='${NS_PUBSUB}'>${items(conference())}${set}</pubsub>`));
    expect(opened.contents('space_getrooms_handle')).toMatchObject([
      { rooms: [{ jid: room, name: 'Editors' }], next: { max: 1, after: 'b' } },
    ]);
  });

  it.each([
    [stanzaError('item-not-found'), 'space_getrooms_erroritemnotfound'],
    [pubsubError('closed-node', 'not-allowed'), 'space_getrooms_errorclosednode'],
    [stanzaError('not-allowed'), 'space_getrooms_errornotallowed'],
  ])('are not told to everybody: %#', (error, key) => {
    const opened = open();
    void opened.request(new GetSpaceRooms(at));
    opened.refuse(error);
    expect(opened.keys).toEqual([key]);
  });
});

describe('joining a space', () => {
  it('is subscribing to it', async () => {
    const opened = open();
    const asked = opened.request(new SubscribeToSpace(at));
    toEqualXml(
      sentPubsub(opened),
      `<pubsub xmlns='${NS_PUBSUB}'><subscribe node='dev' jid='${own}'/></pubsub>`,
    );
    opened.answer(
      {},
      parse(
        `<pubsub xmlns='${NS_PUBSUB}'><subscription node='dev' jid='${own}' subscription='pending'/></pubsub>`,
      ),
    );
    await expect(asked).resolves.toEqual({ ...place, jid: own, subscription: 'pending' });
  });

  it.each([
    [pubsubError('pending-subscription', 'not-authorized'), 'errorpendingsubscription'],
    [stanzaError('item-not-found'), 'erroritemnotfound'],
    [pubsubError('unsupported', 'feature-not-implemented'), 'errorunsupported'],
    [pubsubError('closed-node', 'not-allowed'), 'errorclosednode'],
    [stanzaError('forbidden'), 'error'],
  ])('may be refused: %#', (error, method) => {
    const opened = open();
    void opened.request(new SubscribeToSpace(at));
    opened.refuse(error);
    expect(opened.keys).toEqual([`space_subscribe_${method}`]);
    expect(opened.contents(`space_subscribe_${method}`)).toMatchObject([place]);
    // We asked before, and may be let in.
    const isKnown = method === 'errorpendingsubscription';
    expect(opened.engine.facts.all('space').size).toBe(isKnown ? 1 : 0);
  });
});

describe('what happens in a space', () => {
  it('is told to those who are in it', () => {
    const opened = joined();
    opened.receive(event(items(conference())));
    opened.receive(event(items(`<retract id='${room}'/>`)));
    const inner = fixture('space/content').getChild('items')?.getChildren('item') ?? [];
    opened.receive(event(items(inner.slice(4).join('').replaceAll(`xmlns="${NS_PUBSUB}"`, ''))));
    const { content } = fixtureJson<{ content: Record<string, unknown[]> }>('space/content');
    const { avatar, banner, nodes } = content;
    expect(opened.packets.map(({ key, content: told }) => [key, told])).toEqual([
      ['space_room', { ...place, room: { jid: room, name: 'Editors' } }],
      ['space_deletedroom', { ...place, id: room }],
      ['space_node', { ...place, item: nodes?.[0] }],
      ['space_avatar', { ...place, avatar, banner }],
    ]);
    expect(opened.faults).toEqual([]);
  });

  it('is told of by its service alone, in its own node', () => {
    const opened = joined();
    opened.receive(event(items(conference()), 'evil.example'));
    opened.receive(event(items(conference()), `${to}/x`));
    opened.receive(event(items(conference(), 'sales')));
    opened.receive(event(items(conference())).replace("type='headline'", "type='error'"));
    opened.receive(event(`<x xmlns='urn:x'>${items(conference())}</x>`));
    opened.receive(event(`<delete node='sales'/>`));
    expect(opened.packets).toEqual([]);
  });

  it('is not told to those who left, or were never in it', () => {
    const opened = open();
    opened.receive(event(items(conference())));
    const left = joined();
    void left.request(new UnsubscribeFromSpace(at));
    left.answer();
    left.receive(event(items(conference())));
    expect([...opened.keys, ...left.keys]).toEqual(['space_unsubscribe_handle']);
  });

  it('is nothing any more once it is gone', () => {
    const opened = joined();
    opened.receive(event(`<delete node='dev'/>`));
    opened.receive(event(`<delete node='dev'/>`));
    opened.receive(event(items(conference())));
    expect(opened.packets).toMatchObject([{ key: 'space_destroyed', content: place }]);
  });
});

describe('those who want to be in a space', () => {
  const { request } = fixtureJson<{ request: { from: string; node: string } }>('space/request');
  const owner = () => {
    const opened = open();
    void opened.request(new CreateSpace({ to: request.from, node: request.node }));
    opened.answer();
    opened.packets.length = 0;
    return opened;
  };

  it('are told to its owner', () => {
    const opened = owner();
    opened.receive(fixture('space/request'));
    expect(opened.packets).toMatchObject([{ key: 'spacerequest', content: request }]);
    expect(opened.sent).toHaveLength(1);
  });

  it('are told by its service alone, for our spaces', () => {
    const opened = owner();
    opened.receive(fixture('space/request', { from: 'evil.example' }));
    opened.receive(fixture('space/request').toString().replace('princely_musings', 'other'));
    opened.receive(fixture('space/request', { type: 'error' }));
    expect(opened.packets).toEqual([]);
    open().receive(fixture('space/request'));
  });

  const pending = () => fixture('space/pending');
  const ask = (node: string) => {
    const opened = open();
    const asked = opened.request(
      new GetPendingSpaceSubscriptions({ to: 'pubsub.shakespeare.lit', node }),
    );
    return { opened, asked };
  };

  it('are asked for by a command', async () => {
    const { opened, asked } = ask('princely_musings');
    expect(opened.sent[0]?.getChild('command')?.attrs).toMatchObject({
      node: 'http://jabber.org/protocol/pubsub#get-pending',
      action: 'execute',
    });
    opened.answer({}, pending());
    const command = opened.sent[1]?.getChild('command');
    expect(command?.attrs).toMatchObject({
      action: 'execute',
      sessionid: 'pubsub-get-pending:20031021T150901Z-600',
    });
    expect(command?.toString()).toContain('<value>princely_musings</value>');
    opened.answer({}, parse(pending().toString().replace('executing', 'completed')));
    await expect(asked).resolves.toEqual({
      from: 'pubsub.shakespeare.lit',
      node: 'princely_musings',
    });
    expect(opened.keys).toEqual(['space_getpendingsubscriptions_handle']);
  });

  it('are on their way, also where the service says no more', async () => {
    const { opened, asked } = ask('princely_musings');
    opened.answer({}, pending());
    // XEP-0060 section 8.7.4 writes `action` where XEP-0050 has `status`.
    opened.answer(
      {},
      parse("<command xmlns='http://jabber.org/protocol/commands' action='completed'/>"),
    );
    await expect(asked).resolves.toMatchObject({ node: 'princely_musings' });
  });

  it('may be none', async () => {
    const { opened, asked } = ask('quiet');
    opened.answer({}, pending());
    await expect(asked).resolves.toMatchObject({ node: 'quiet' });
    expect(opened.sent).toHaveLength(1);
  });

  it('may not be told', () => {
    const { opened } = ask('dev');
    opened.refuse(pubsubError('unsupported', 'feature-not-implemented'));
    void opened.request(new GetPendingSpaceSubscriptions(at));
    opened.answer();
    expect(opened.keys).toEqual([
      'space_getpendingsubscriptions_errorfeaturenotimplemented',
      'space_getpendingsubscriptions_errormalformedreply',
    ]);
  });
});
