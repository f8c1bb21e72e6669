import { describe, expect, it } from '@jest/globals';
import {
  NODE_PUBSUB_SUBSCRIPTION,
  NS_PUBSUB_EVENT,
  NS_PUBSUB_SUBSCRIPTION,
  pubsubSubscriptionId,
} from '@xec/stanza';
import { fixture, toEqualXml } from '@xec/testing/fixtures';
import { openRoom } from '@xec/testing/rooms';
import { pepContract } from '@xec/testing/contracts';
import {
  AddPubsubSubscription,
  GetPubsubSubscriptions,
  RemovePubsubSubscription,
  pubsubSubscription,
} from './index.js';

const content = { server: 'pubsub.shakespeare.lit', node: 'party', title: 'Party' };
const payload = `<subscription xmlns="${NS_PUBSUB_SUBSCRIPTION}" server="pubsub.shakespeare.lit" node="party"><title>Party</title></subscription>`;
const self = 'romeo@montague.lit/orchard';

describe('pubsub-subscription', () => {
  pepContract({
    feature: pubsubSubscription,
    name: 'PubsubSubscription',
    node: NODE_PUBSUB_SUBSCRIPTION,
    Publish: AddPubsubSubscription,
    Retract: RemovePubsubSubscription,
    Get: GetPubsubSubscriptions,
    events: ['pubsub-subscription/event-prosody', 'pubsub-subscription/event-ejabberd'],
    content,
    payload,
    id: pubsubSubscriptionId(content, 'juliet@capulet.example'),
    garbage: [
      "<subscription xmlns='urn:example' server='a.example' node='b'/>",
      `<subscription xmlns='${NS_PUBSUB_SUBSCRIPTION}' node='b'/>`,
    ],
  });

  it('hears of the node that the catalogue names', () => {
    const room = openRoom(pubsubSubscription, { self });
    room.receive(
      `<message xmlns='jabber:client' from='juliet@capulet.lit'><event xmlns='${NS_PUBSUB_EVENT}'><items node='${NS_PUBSUB_SUBSCRIPTION}'><item id='i'>${payload}</item></items></event></message>`,
    );
    expect(room.packets).toMatchObject([
      { key: 'pubsubsubscription', content: { from: 'juliet@capulet.lit', id: 'i', content } },
    ]);
  });

  it.each(['add', 'change'])('is published as XEP-0330 has it: %s', (name) => {
    const room = openRoom(pubsubSubscription, { self });
    const publish = fixture(`pubsub-subscription/${name}`).getChild('pubsub')?.getChild('publish');
    const title = publish?.getChild('item')?.getChild('subscription')?.getChildText('title') ?? '';
    void room.request(new AddPubsubSubscription({ content: { ...content, title } }));
    toEqualXml(room.sent[0]?.getChild('pubsub')?.getChild('publish'), publish ?? '');
  });

  it('is for those who may see it', () => {
    const room = openRoom(pubsubSubscription, { self });
    void room.request(new AddPubsubSubscription({ content, accessModel: 'open' }));
    expect(String(room.sent[0])).toContain('<value>open</value>');
  });

  it('is asked for as XEP-0330 has it', () => {
    const room = openRoom(pubsubSubscription, { self });
    void room.request(new GetPubsubSubscriptions({ to: 'juliet@capulet.lit' }));
    toEqualXml(
      room.sent[0]?.getChild('pubsub'),
      fixture('pubsub-subscription/get').getChild('pubsub') ?? '',
    );
    room.refuse('feature-not-implemented', { from: 'juliet@capulet.lit' });
    expect(room.keys).toEqual(['pubsubsubscription_get_errorfeaturenotimplemented']);
  });

  it('is taken out by its id', () => {
    const room = openRoom(pubsubSubscription, { self });
    void room.request(
      new RemovePubsubSubscription({ id: pubsubSubscriptionId(content, 'romeo@montague.lit') }),
    );
    expect(String(room.sent[0])).toContain('0bc0e76cb803b3b107aa369169d8c0d45086f844');
    room.refuse('unexpected-request', { from: 'romeo@montague.lit' });
    expect(room.keys).toEqual(['pubsubsubscription_remove_errorunexpectedrequest']);
  });
});
