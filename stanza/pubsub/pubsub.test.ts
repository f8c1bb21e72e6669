import { describe, expect, it } from '@jest/globals';
import { fixture, toEqualXml } from '@xec/testing/fixtures';
import { parse, xml, type Element, type XmlElement } from '../core/index.js';
import { formText } from '../data-forms/index.js';
import {
  NS_PUBSUB,
  NS_PUBSUB_EVENT,
  NS_PUBSUB_NODE_CONFIG,
  NS_PUBSUB_OWNER,
  NS_PUBSUB_PUBLISH_OPTIONS,
  configurationFor,
  configureNode,
  createNode,
  deleteNode,
  itemsRequest,
  nodeAffiliationsElement,
  nodeForm,
  nodeSubscriptionsElement,
  ownAffiliationsRequest,
  ownSubscriptionsRequest,
  publishItem,
  purgeNode,
  readCreatedNode,
  readItemsAnswer,
  readNodeAffiliations,
  readNodeConfiguration,
  readNodeEvent,
  readNodeSubscriptions,
  readOwnAffiliations,
  readOwnSubscription,
  readOwnSubscriptions,
  readPublishedId,
  readSubscriptionOptions,
  retractItem,
  subscribeToNode,
  subscriptionOptions,
  unsubscribeFromNode,
} from './index.js';

const pubsub = (inside: string, ns = NS_PUBSUB) => `<pubsub xmlns='${ns}'>${inside}</pubsub>`;
const iq = (child: XmlElement | string): Element =>
  parse(`<iq xmlns='jabber:client'>${child.toString()}</iq>`);
const eventIn = (name: string): Element => {
  const child = fixture(name).getChild('event')?.getChildElements()[0];
  if (child === undefined) throw new Error(`expected an event in ${name}`);
  return child;
};

describe('asking for items', () => {
  it('says which', () => {
    toEqualXml(itemsRequest({ node: 'n' }), pubsub("<items node='n'/>"));
    toEqualXml(
      itemsRequest({ node: 'n', ids: ['1', 'a<b'] }),
      pubsub("<items node='n'><item id='1'/><item id='a&lt;b'/></items>"),
    );
    toEqualXml(
      itemsRequest({ node: 'n', max: 2, page: { max: 5 } }),
      pubsub(
        "<items node='n' max_items='2'/><set xmlns='http://jabber.org/protocol/rsm'><max>5</max></set>",
      ),
    );
  });

  it('is answered with them, as by Prosody and ejabberd', () => {
    const prosody = readItemsAnswer(fixture('pubsub/items-prosody'));
    expect(prosody?.node).toBe('urn:xmpp:microblog:0');
    expect(prosody?.items.map(({ id, payload }) => [id, payload?.getName()])).toEqual([
      ['post-2', 'entry'],
    ]);
    expect(prosody).not.toHaveProperty('page');
    const ejabberd = readItemsAnswer(fixture('pubsub/page-ejabberd'));
    expect(ejabberd?.page).toMatchObject({ count: 6, index: 4 });
    expect(ejabberd?.items).toHaveLength(2);
    expect(readItemsAnswer(fixture('pubsub/items-ejabberd'))?.items).toHaveLength(6);
  });

  it('is not answered by other elements', () => {
    expect(readItemsAnswer(iq(pubsub('<items/>')))).toBeUndefined();
    expect(readItemsAnswer(iq(pubsub("<items node='n'/>", 'urn:x')))).toBeUndefined();
    expect(readItemsAnswer(iq(pubsub("<items node='n'><item/></items>")))?.items).toEqual([]);
  });
});

describe('publishing', () => {
  it('says what, and how the node must be set up', () => {
    toEqualXml(
      publishItem({
        node: 'n',
        id: 'i',
        payload: xml('x', { xmlns: 'urn:x' }),
        options: { access_model: 'whitelist', persist_items: true },
      }),
      pubsub(
        `<publish node='n'><item id='i'><x xmlns='urn:x'/></item></publish><publish-options
          ><x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'
          ><value>${NS_PUBSUB_PUBLISH_OPTIONS}</value></field><field var='pubsub#access_model'
          ><value>whitelist</value></field><field var='pubsub#persist_items'><value>1</value
          ></field></x></publish-options>`,
      ),
    );
    toEqualXml(publishItem({ node: 'n' }), pubsub("<publish node='n'><item/></publish>"));
  });

  it.each(['prosody', 'ejabberd'])('tells the id, as %s does', (server) => {
    expect(readPublishedId(fixture(`pubsub/published-${server}`))).toBe(
      '4a5eb7171b58e08a6881721e3b43d5a44419a2be',
    );
  });

  it('tells no id where the service is silent', () => {
    expect(readPublishedId(iq(''))).toBeUndefined();
    expect(readPublishedId(iq(pubsub("<publish node='n'><item/></publish>")))).toBeUndefined();
  });

  it('is undone', () => {
    toEqualXml(
      retractItem('n', 'i'),
      pubsub("<retract node='n' notify='true'><item id='i'/></retract>"),
    );
  });
});

describe('nodes', () => {
  it('are made, emptied and taken away', () => {
    toEqualXml(createNode(undefined), pubsub('<create/>'));
    toEqualXml(
      createNode('n', { title: 'a & b' }),
      pubsub(
        `<create node='n'/><configure><x xmlns='jabber:x:data' type='submit'><field
          var='FORM_TYPE' type='hidden'><value>${NS_PUBSUB_NODE_CONFIG}</value></field><field
          var='pubsub#title'><value>a &amp; b</value></field></x></configure>`,
      ),
    );
    toEqualXml(deleteNode('n'), pubsub("<delete node='n'/>", NS_PUBSUB_OWNER));
    toEqualXml(purgeNode('n'), pubsub("<purge node='n'/>", NS_PUBSUB_OWNER));
    expect(readCreatedNode(fixture('pubsub/created-ejabberd'))).toBe('blog/news');
    expect(readCreatedNode(iq(''))).toBeUndefined();
  });

  it('are set up with a form', () => {
    toEqualXml(configureNode('n'), pubsub("<configure node='n'/>", NS_PUBSUB_OWNER));
    const form = readNodeConfiguration(fixture('pubsub/configuration-ejabberd'));
    expect(form?.formType).toBe(NS_PUBSUB_NODE_CONFIG);
    const filled = form && configurationFor(form, { title: 'new' });
    const sent = filled && readNodeConfiguration(iq(configureNode('n', filled)));
    expect(sent?.type).toBe('submit');
    expect(sent && formText(sent, 'pubsub#title')).toBe('new');
    expect(sent && formText(sent, 'pubsub#access_model')).toBe(
      form && formText(form, 'pubsub#access_model'),
    );
    expect(readNodeConfiguration(iq(pubsub('<configure/>', NS_PUBSUB_OWNER)))).toBeUndefined();
  });

  it('are left as they are where that is what is wanted', () => {
    const form = nodeForm(NS_PUBSUB_NODE_CONFIG, {
      access_model: 'open',
      persist_items: true,
      'pubsub#roster_groups_allowed': ['a', 'b'],
    });
    expect(configurationFor(form, { access_model: 'open', persist_items: true })).toBeUndefined();
    expect(configurationFor(form, { no_such_field: 'x' })).toBeUndefined();
    expect(configurationFor(form, { persist_items: false })?.fields).toContainEqual({
      type: 'boolean',
      var: 'pubsub#persist_items',
      value: false,
    });
  });

  it('have as many items as they may where all are wanted', () => {
    const field = (type: string) => ({
      type: 'form' as const,
      instructions: [],
      fields: [
        {
          type: 'text-single' as const,
          var: 'pubsub#max_items',
          value: '1',
          validation: { datatype: type, method: 'range' as const, min: '1', max: '256' },
        },
      ],
    });
    const most = (type: string) => {
      const filled = configurationFor(field(type), { max_items: 'max' });
      return filled && formText(filled, 'pubsub#max_items');
    };
    expect(most('pubsub:integer-or-max')).toBe('max');
    expect(most('xs:integer')).toBe('256');
    expect(configurationFor(field('xs:integer'), { max_items: '1000' })).toBeUndefined();
  });

  it('have people who may do this and that', () => {
    toEqualXml(nodeAffiliationsElement('n'), pubsub("<affiliations node='n'/>", NS_PUBSUB_OWNER));
    expect(readNodeAffiliations(fixture('pubsub/affiliations-ejabberd'))).toEqual([
      { jid: 'alice@localhost', affiliation: 'owner' },
    ]);
    const odd = "<affiliation jid='a@b' affiliation='king'/><affiliation affiliation='owner'/>";
    const read = readNodeAffiliations(
      iq(pubsub(`<affiliations node='n'>${odd}</affiliations>`, NS_PUBSUB_OWNER)),
    );
    expect(read).toEqual([]);
    expect(readNodeAffiliations(iq(''))).toBeUndefined();
  });

  it('have subscribers', () => {
    toEqualXml(nodeSubscriptionsElement('n'), pubsub("<subscriptions node='n'/>", NS_PUBSUB_OWNER));
    expect(readNodeSubscriptions(fixture('pubsub/subscriptions-ejabberd'))).toEqual([
      { jid: 'bob@localhost', subscription: 'subscribed', subid: '7033B1A52F2E0' },
    ]);
  });
});

describe('subscribing', () => {
  it('says who, to what', () => {
    toEqualXml(subscribeToNode('n', 'a@b'), pubsub("<subscribe node='n' jid='a@b'/>"));
    toEqualXml(
      unsubscribeFromNode('n', 'a@b', '1'),
      pubsub("<unsubscribe node='n' jid='a@b' subid='1'/>"),
    );
    toEqualXml(ownSubscriptionsRequest(), pubsub('<subscriptions/>'));
    toEqualXml(ownAffiliationsRequest('n'), pubsub("<affiliations node='n'/>"));
    toEqualXml(
      subscriptionOptions('n', 'a@b', { subid: '1' }),
      pubsub("<options node='n' jid='a@b' subid='1'/>"),
    );
  });

  it('is answered, as by Prosody and ejabberd', () => {
    const subscribed = { node: 'blog/news', jid: 'bob@localhost', subscription: 'subscribed' };
    expect(readOwnSubscription(fixture('pubsub/subscribed-prosody'))).toEqual(subscribed);
    expect(readOwnSubscriptions(fixture('pubsub/own-subscriptions-ejabberd'))).toEqual([
      { ...subscribed, subid: '7033B1A52F2E0' },
    ]);
    expect(readOwnAffiliations(fixture('pubsub/own-affiliations-ejabberd'))).toEqual([]);
    const form = readSubscriptionOptions(fixture('pubsub/options-prosody'));
    expect(form?.fields.map((field) => field.var)).toEqual(['pubsub#include_body']);
    const sent = form && subscriptionOptions('n', 'a@b', { form });
    expect(sent && readSubscriptionOptions(iq(sent))).toEqual(form);
  });

  it('is not answered by what says nothing', () => {
    expect(readOwnSubscription(iq(pubsub("<subscription node='n'/>")))).toBeUndefined();
    expect(readOwnSubscriptions(iq(pubsub('')))).toBeUndefined();
    expect(readOwnAffiliations(iq(pubsub('')))).toBeUndefined();
  });
});

describe('an event', () => {
  it('tells of whole nodes', () => {
    expect(readNodeEvent(eventIn('pubsub/deleted-prosody'))).toEqual({
      kind: 'delete',
      node: 'urn:xmpp:avatar:data',
    });
    expect(readNodeEvent(eventIn('pubsub/purged-ejabberd'))).toEqual({
      kind: 'purge',
      node: 'blog/news',
    });
    expect(readNodeEvent(eventIn('pubsub/configured-example'))).toMatchObject({
      kind: 'configuration',
      node: 'princely_musings',
      form: { formType: NS_PUBSUB_NODE_CONFIG },
    });
    const inside = (xmlText: string) =>
      readNodeEvent(
        parse(
          `<event xmlns='${NS_PUBSUB_EVENT}'>${xmlText}</event>`,
        ).getChildElements()[0] as Element,
      );
    expect(inside("<subscription node='n' jid='a@b.example' subscription='pending'/>")).toEqual({
      kind: 'subscription',
      node: 'n',
      jid: 'a@b.example',
      subscription: 'pending',
    });
    expect(inside("<delete node='n'><redirect uri='xmpp:x?;node=m'/></delete>")).toEqual({
      kind: 'delete',
      node: 'n',
      redirect: 'xmpp:x?;node=m',
    });
    expect(inside("<configuration node='n'/>")).toEqual({ kind: 'configuration', node: 'n' });
    expect(inside('<purge/>')).toBeUndefined();
    expect(inside("<other node='n'/>")).toBeUndefined();
    expect(inside("<purge xmlns='urn:x' node='n'/>")).toBeUndefined();
  });
});
