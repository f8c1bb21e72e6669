import { describe, expect, it } from '@jest/globals';
import {
  configurationFor,
  readNodeConfiguration,
  stanzaError,
  xml,
  type DataForm,
  type Element,
} from '@xec/stanza';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { openRoom } from '@xec/testing/rooms';
import type { AnyAction } from '../core/index.js';
import {
  ConfigurePersistentStorage,
  CreateNode,
  CreatePersistentStorage,
  DeleteNode,
  GetNodeAffiliations,
  GetNodeConfig,
  GetNodeItem,
  GetNodeItemIds,
  GetNodeItems,
  GetNodeMetadata,
  GetNodeSubscriptions,
  PurgeNode,
  SetNodeAffiliations,
  SetNodeConfig,
  SetNodeSubscriptions,
  SubscribeToNode,
  TestCreateNode,
  UnsubscribeFromNode,
  pubsub,
} from './index.js';

const self = 'bob@localhost/ps';
const to = 'pubsub.localhost';
const node = 'blog/news';
const NS = 'http://jabber.org/protocol/pubsub';
const open = () => openRoom(pubsub, { self });
const childOf = (name: string): Element | undefined => fixture(name).getChildElements()[0];
const errorIn = (name: string): Element => {
  const error = fixture(name).getChild('error');
  if (error === undefined) throw new Error(`expected an error in ${name}`);
  return error;
};
const form = readNodeConfiguration(fixture('pubsub/configuration-ejabberd')) as DataForm; // it is there
const at = { from: to, node };
const affiliations = [{ jid: 'alice@localhost', affiliation: 'owner' as const }];
const subscriptions = [
  { jid: 'bob@localhost', subscription: 'subscribed' as const, subid: '7033B1A52F2E0' },
];

const owner = (inside: string) => `<pubsub xmlns='${NS}#owner'>${inside}</pubsub>`;
const plain = (inside: string) => `<pubsub xmlns='${NS}'>${inside}</pubsub>`;

const storage = `<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'><value>${NS}#node_config</value></field><field var='pubsub#persist_items'><value>1</value></field><field var='pubsub#access_model'><value>whitelist</value></field></x>`;

/** Each action: what it sends, what comes back, and what it tells. */
const cases: readonly {
  action: AnyAction;
  key: string;
  sends: [type: 'get' | 'set', child: string];
  answer?: Element | undefined;
  content?: object;
}[] = [
  {
    action: new CreateNode({ to, node }),
    key: 'create',
    sends: ['set', plain(`<create node='${node}'/>`)],
    answer: childOf('pubsub/created-ejabberd'),
  },
  {
    action: new TestCreateNode({ to, node }),
    key: 'testcreate',
    sends: ['set', plain(`<create node='${node}'/>`)],
  },
  {
    action: new DeleteNode({ to, node }),
    key: 'delete',
    sends: ['set', owner(`<delete node='${node}'/>`)],
  },
  {
    action: new PurgeNode({ to, node }),
    key: 'purge',
    sends: ['set', owner(`<purge node='${node}'/>`)],
  },
  {
    action: new GetNodeConfig({ to, node }),
    key: 'getconfig',
    sends: ['get', owner(`<configure node='${node}'/>`)],
    answer: childOf('pubsub/configuration-ejabberd'),
    content: { form },
  },
  {
    action: new GetNodeItem({ to, node, id: 'item 1' }),
    key: 'getitem',
    sends: ['get', plain(`<items node='${node}'><item id='item 1'/></items>`)],
    answer: childOf('pubsub/items-ejabberd'),
    content: { item: { id: 'item 1' } },
  },
  {
    action: new GetNodeItems({ to, node, page: { max: 2 } }),
    key: 'getitems',
    sends: [
      'get',
      plain(
        `<items node='${node}'/><set xmlns='http://jabber.org/protocol/rsm'><max>2</max></set>`,
      ),
    ],
    answer: childOf('pubsub/page-ejabberd'),
    content: { page: { count: 6, index: 4 } },
  },
  {
    action: new GetNodeItemIds({ to, node }),
    key: 'getitemsid',
    sends: ['get', `<query xmlns='http://jabber.org/protocol/disco#items' node='${node}'/>`],
    answer: childOf('pubsub/ids-ejabberd'),
    content: { ids: ['item 1', 'item 2', 'item 3', 'item 4', 'item 5', '7033B1A53145B'] },
  },
  {
    action: new GetNodeMetadata({ to, node }),
    key: 'getmetadata',
    sends: ['get', `<query xmlns='http://jabber.org/protocol/disco#info' node='${node}'/>`],
    answer: childOf('pubsub/metadata-ejabberd'),
    content: { metadata: fixtureJson<{ metadata: object }>('pubsub/metadata-ejabberd').metadata },
  },
  {
    action: new CreatePersistentStorage({ to, node }),
    key: 'createpersistentstorage',
    sends: ['set', plain(`<create node='${node}'/><configure>${storage}</configure>`)],
  },
  {
    action: new ConfigurePersistentStorage({ to, node }),
    key: 'configurepersistentstorage',
    sends: ['set', owner(`<configure node='${node}'>${storage}</configure>`)],
  },
  {
    action: new GetNodeAffiliations({ to, node }),
    key: 'getaffiliations',
    sends: ['get', owner(`<affiliations node='${node}'/>`)],
    answer: childOf('pubsub/affiliations-ejabberd'),
    content: { affiliations },
  },
  {
    action: new SetNodeAffiliations({ to, node, affiliations }),
    key: 'setaffiliations',
    sends: [
      'set',
      owner(
        `<affiliations node='${node}'><affiliation jid='alice@localhost' affiliation='owner'/></affiliations>`,
      ),
    ],
  },
  {
    action: new GetNodeSubscriptions({ to, node }),
    key: 'getsubscriptions',
    sends: ['get', owner(`<subscriptions node='${node}'/>`)],
    answer: childOf('pubsub/subscriptions-ejabberd'),
    content: { subscriptions },
  },
  {
    action: new SetNodeSubscriptions({ to, node, subscriptions }),
    key: 'setsubscriptions',
    sends: [
      'set',
      owner(
        `<subscriptions node='${node}'><subscription jid='bob@localhost' subscription='subscribed' subid='7033B1A52F2E0'/></subscriptions>`,
      ),
    ],
  },
  {
    action: new SubscribeToNode({ to, node }),
    key: 'subscribe',
    sends: ['set', plain(`<subscribe node='${node}' jid='bob@localhost'/>`)],
    answer: childOf('pubsub/subscribed-prosody'),
    content: { jid: 'bob@localhost', subscription: 'subscribed' },
  },
  {
    action: new UnsubscribeFromNode({ to, node }),
    key: 'unsubscribe',
    sends: ['set', plain(`<unsubscribe node='${node}' jid='bob@localhost'/>`)],
  },
];

describe.each(cases)('pubsub_$key', ({ action, key, sends: [type, child], answer, content }) => {
  it('is asked, and tells what came of it', async () => {
    const room = open();
    const asked = room.request(action);
    expect(room.sent[0]?.attrs).toMatchObject({ type, to });
    toEqualXml(room.sent[0]?.getChildElements()[0], child);
    room.answer({ from: 'evil.example' }, answer);
    expect(room.packets).toEqual([]);
    room.answer({}, answer);
    await expect(asked).resolves.toMatchObject({ ...at, ...content });
    expect(room.keys).toEqual([`pubsub_${key}_handle`]);
  });

  it('reports a refusal', () => {
    const room = open();
    void room.request(action);
    room.refuse('internal-server-error');
    expect(room.keys).toHaveLength(1);
    const hasError = [
      'testcreate',
      'delete',
      'getitems',
      'getitemsid',
      'getmetadata',
      'getaffiliations',
      'subscribe',
    ];
    const method = hasError.includes(key) ? 'error' : 'errorinternalservererror';
    expect(room.packets).toMatchObject([
      { key: `pubsub_${key}_${method}`, content: { condition: 'internal-server-error' } },
    ]);
  });

  it('takes an answer that lacks what it must hold for malformed', () => {
    if (content === undefined || key === 'subscribe') return; // nothing need be in it
    const room = open();
    void room.request(action);
    room.answer();
    expect(room.keys).toEqual([`pubsub_${key}_errormalformedreply`]);
  });
});

describe('nodes', () => {
  it('are made with options', () => {
    const room = open();
    void room.request(new CreateNode({ to, node, options: { title: 'a', persist_items: true } }));
    expect(room.sent[0]?.toString()).toContain('pubsub#persist_items');
  });

  it('are set up with their form, and what was not touched goes back as it came', () => {
    const room = open();
    const filled = configurationFor(form, { title: 'new' });
    if (filled === undefined) throw new Error('expected something to change');
    void room.request(new SetNodeConfig({ to, node, form: filled }));
    const sent = room.sent[0] && readNodeConfiguration(room.sent[0]);
    expect(sent?.fields.map((field) => field.var)).toEqual(
      expect.arrayContaining(['pubsub#title', 'pubsub#access_model']),
    );
    room.refuse('not-acceptable');
    expect(room.packets).toMatchObject([
      { key: 'pubsub_setconfig_error', content: { ...at, condition: 'not-acceptable' } },
    ]);
    void room.request(new SetNodeConfig({ to, node, form: filled }));
    room.answer();
    expect(room.contents('pubsub_setconfig_handle')).toEqual([at]);
  });

  it('that were made as a trial are taken away again', () => {
    const room = open();
    void room.request(new TestCreateNode({ to, node }));
    room.answer();
    toEqualXml(room.sent[1]?.getChildElements()[0], owner(`<delete node='${node}'/>`));
  });

  it('of the own account need no address', () => {
    const room = open();
    void room.request(new DeleteNode({ node }));
    expect(room.sent[0]?.attrs).not.toHaveProperty('to');
    room.answer({ from: 'bob@localhost' });
    expect(room.contents('pubsub_delete_handle')).toEqual([{ from: 'bob@localhost', node }]);
  });
});

describe('errors of publish-subscribe', () => {
  const presence = stanzaError('not-authorized', {
    application: [{ name: 'presence-subscription-required', xmlns: `${NS}#errors` }],
  });

  it.each([
    ['getitem', new GetNodeItem({ to, node, id: '1' })],
    ['getitems', new GetNodeItems({ to, node })],
    ['subscribe', new SubscribeToNode({ to, node })],
  ])('say that %s is for those who may see the presence', (key, action) => {
    const room = open();
    void room.request(action);
    room.refuse(presence);
    expect(room.packets).toMatchObject([
      { key: `pubsub_${key}_errorpresencesubscriptionrequired`, content: at },
    ]);
  });

  it.each(['prosody', 'ejabberd'])('say that there was no subscription, as %s', (server) => {
    const room = open();
    void room.request(new UnsubscribeFromNode({ to, node }));
    room.refuse(errorIn(`pubsub/not-subscribed-${server}`));
    expect(room.keys).toEqual(['pubsub_unsubscribe_errornotsubscribed']);
  });

  it.each(['unexpected-request', 'item-not-found'] as const)('say why not: %s', (condition) => {
    const room = open();
    void room.request(new UnsubscribeFromNode({ to, node }));
    room.refuse(condition);
    expect(room.packets).toMatchObject([{ content: { ...at, condition } }]);
  });

  it('say that a service has no subscriptions', () => {
    const room = open();
    void room.request(new SubscribeToNode({ to, node }));
    room.refuse(errorIn('pubsub/unsupported-ejabberd'));
    expect(room.keys).toEqual(['pubsub_subscribe_errorunsupported']);
  });

  it('say that a node is not ours', () => {
    const room = open();
    void room.request(new GetNodeAffiliations({ to, node }));
    room.refuse('forbidden');
    expect(room.keys).toEqual(['pubsub_getaffiliations_errorforbidden']);
  });

  it('say that an item is not there, also with an empty list', async () => {
    const room = open();
    const asked = room.request(new GetNodeItem({ to, node, id: 'gone' }));
    room.answer({}, xml('pubsub', { xmlns: NS }, xml('items', { node })));
    await expect(asked).resolves.toBeUndefined();
    void room.request(new GetNodeItem({ to, node, id: 'gone' }));
    room.refuse('item-not-found');
    expect(room.keys).toEqual([
      'pubsub_getitem_erroritemnotfound',
      'pubsub_getitem_erroritemnotfound',
    ]);
  });
});

describe('storage', () => {
  it.each([
    new CreatePersistentStorage({ node, accessModel: 'open' }),
    new ConfigurePersistentStorage({ node, accessModel: 'open' }),
  ])('for others is open, and sends nothing to who comes online (XEP-0222): %#', (action) => {
    const room = open();
    void room.request(action);
    const sent = String(room.sent[0]);
    for (const [field, value] of [
      ['persist_items', '1'],
      ['send_last_published_item', 'never'],
      ['access_model', 'open'],
    ] as const) {
      expect(sent).toContain(`<field var="pubsub#${field}"><value>${value}</value></field>`);
    }
  });

  it.each([
    ['create', 'conflict', new CreatePersistentStorage({ to, node })],
    ['configure', 'item-not-found', new ConfigurePersistentStorage({ to, node })],
    ['configure', 'feature-not-implemented', new ConfigurePersistentStorage({ to, node })],
  ] as const)('that cannot be made: %s, %s', (key, condition, action) => {
    const room = open();
    void room.request(action);
    room.refuse(condition);
    expect(room.packets).toMatchObject([
      {
        key: `pubsub_${key}persistentstorage_error${condition.replaceAll('-', '')}`,
        content: { ...at, condition },
      },
    ]);
  });
});

describe('what happens to a node', () => {
  it.each([
    ['deleted-prosody', 'pubsubnode_delete'],
    ['purged-ejabberd', 'pubsubnode_purge'],
    ['configured-example', 'pubsubnode_configuration'],
  ])('is told once, as in %s', (name, key) => {
    const room = open();
    room.receive(fixture(`pubsub/${name}`));
    expect(room.keys).toEqual([key]);
    expect(room.faults).toEqual([]);
  });

  it('is told of a subscription', () => {
    const room = open();
    const inside = `<subscription node='n' jid='bob@localhost' subscription='subscribed'/>`;
    const event = `<event xmlns='${NS}#event'>${inside}</event>`;
    room.receive(`<message xmlns='jabber:client' from='${to}'>${event}</message>`);
    room.receive(`<presence xmlns='jabber:client' from='${to}'>${event}</presence>`);
    expect(room.contents('pubsubnode_subscription')).toEqual([
      { from: to, node: 'n', jid: 'bob@localhost', subscription: 'subscribed' },
    ]);
  });

  it.each(['<purge/>', "<subscription node='n'/>", "<delete xmlns='urn:x' node='n'/>"])(
    'is passed over where it says nothing: %s',
    (inside) => {
      const room = open();
      room.receive(
        `<message xmlns='jabber:client' from='${to}'><event xmlns='${NS}#event'>${inside}</event></message>`,
      );
      expect(room.packets).toEqual([]);
    },
  );
});
