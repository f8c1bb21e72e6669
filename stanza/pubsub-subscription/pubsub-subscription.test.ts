import { describe, expect, it } from '@jest/globals';
import { fixture, toEqualXml } from '@xec/testing/fixtures';
import { parse } from '../core/index.js';
import { publishItem, retractItem } from '../pubsub/index.js';
import {
  NODE_PUBSUB_SUBSCRIPTION as node,
  NS_PUBSUB_SUBSCRIPTION,
  pubsubSubscriptionElement,
  pubsubSubscriptionId,
  readPubsubSubscription,
} from './pubsub-subscription.js';

const party = { server: 'pubsub.shakespeare.lit', node: 'party' };

describe('a subscription that others may know of', () => {
  it('has an id made of the service, the node and the account', () => {
    // XEP-0330 section 2.1, and its examples: the account is that of their sender.
    const account = 'romeo@montague.lit';
    expect(pubsubSubscriptionId({ server: 'pubsub.montague.lit', node: 'party' }, account)).toBe(
      'de6c6772ff43d9a604ea78e51ce28b63ab8692eb',
    );
    expect(pubsubSubscriptionId(party, account)).toBe('0bc0e76cb803b3b107aa369169d8c0d45086f844');
  });

  it.each([
    ['add', 'Party at the Capulets'],
    ['change', 'Party at the Capulets [canceled !]'],
  ])('is published as XEP-0330 has it: %s', (name, title) => {
    const id = pubsubSubscriptionId(party, 'romeo@montague.lit');
    const payload = pubsubSubscriptionElement({ ...party, title });
    toEqualXml(
      publishItem({ node, id, payload }),
      fixture(`pubsub-subscription/${name}`).getChild('pubsub') ?? '',
    );
  });

  it('is taken away by its id, and others are told', () => {
    const id = pubsubSubscriptionId(party, 'romeo@montague.lit');
    const expected = fixture('pubsub-subscription/remove').getChild('pubsub');
    const retract = expected?.getChild('retract');
    if (retract) retract.attrs['notify'] = 'true'; // which the example leaves out
    toEqualXml(retractItem(node, id), expected ?? '');
  });

  it.each([
    "<subscription xmlns='urn:x' server='a.example' node='b'/>",
    `<subscribed xmlns='${NS_PUBSUB_SUBSCRIPTION}' server='a.example' node='b'/>`,
    `<subscription xmlns='${NS_PUBSUB_SUBSCRIPTION}' node='b'/>`,
    `<subscription xmlns='${NS_PUBSUB_SUBSCRIPTION}' server='@' node='b'/>`,
    `<subscription xmlns='${NS_PUBSUB_SUBSCRIPTION}' server='a.example' node=''/>`,
  ])('is not said by %s', (text) => {
    expect(readPubsubSubscription(parse(text))).toBeUndefined();
  });
});
