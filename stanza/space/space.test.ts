import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson } from '@xec/testing/fixtures';
import { parse } from '../core/index.js';
import { readItemsAnswer, readItems, readSubscriptionRequest } from '../pubsub/index.js';
import { readSpaceContent, readSpaceParent, spaceOptions } from './space.js';

const inIq = (inner: string) => parse(`<iq xmlns='jabber:client'>${inner}</iq>`);
const itemsOf = (inner: string) =>
  readItems(parse(`<items xmlns='http://jabber.org/protocol/pubsub' node='dev'>${inner}</items>`));

describe('a space', () => {
  it('is read as in XEP-0503', () => {
    const { content } = fixtureJson<{ content: unknown }>('space/content');
    const answer = readItemsAnswer(inIq(fixture('space/content').toString()));
    expect(readSpaceContent(answer?.items ?? [])).toEqual(content);
  });

  it('has nothing that it does not know, or cannot tell', () => {
    const items = itemsOf(
      `<item id='a@b.example'><conference xmlns='urn:x'/></item>
       <item id='a@b.example/c'><conference xmlns='urn:xmpp:bookmarks:1'/></item>
       <item id='@'><conference xmlns='urn:xmpp:bookmarks:1'/></item>
       <item id='a@b.example'/>
       <item id='n'><subscription xmlns='urn:xmpp:pubsub:subscription:0' server='a.example'/></item>
       <item id='n'><subscription xmlns='urn:xmpp:pubsub:subscription:0' node='n'/></item>
       <item id='urn:xmpp:spaces:avatar:metadata:0'><metadata xmlns='urn:x'/></item>`,
    );
    expect(readSpaceContent(items)).toEqual({ rooms: [], nodes: [] });
  });

  it('is open to all, or to whom its owner lets in', () => {
    expect(spaceOptions({})).toMatchObject({ type: 'urn:xmpp:spaces:0', access_model: 'open' });
    expect(spaceOptions({ access: 'authorize', title: 'Dev' })).toMatchObject({
      access_model: 'authorize',
      title: 'Dev',
      notify_retract: true,
      persist_items: true,
      purge_offline: false,
    });
  });

  it.each([
    ['xmpp:megacorp-pubsub.example.com?;node=dev', 'dev'],
    ['xmpp:megacorp-pubsub.example.com?pubsub;action=x;node=a%20%26%20b', 'a & b'],
  ])('is named as the parent of a room: %s', (uri, node) => {
    expect(readSpaceParent(uri)).toEqual({ service: 'megacorp-pubsub.example.com', node });
  });

  it.each([
    'https://a.example/?node=dev',
    'xmpp:a.example',
    'xmpp:a.example?;node=',
    'xmpp:%ZZ?;node=a',
    'xmpp:@?;node=a',
  ])('is not named by %s', (uri) => {
    expect(readSpaceParent(uri)).toBeUndefined();
  });
});

describe('a request to be subscribed', () => {
  const x = () => fixture('space/request').getChild('x');

  it('is read as in XEP-0060', () => {
    const { request } = fixtureJson<{ request: { from: string } }>('space/request');
    const { from: _from, ...said } = request;
    const form = x();
    expect(form && readSubscriptionRequest(form)).toMatchObject(said);
  });

  it.each([
    ['type="form"', 'type="submit"'],
    ['subscribe_authorization', 'node_config'],
    ['<value>princely_musings</value>', ''],
    ['horatio@denmark.lit', '@'],
  ])('is none without %s', (part, other) => {
    const text = x()?.toString() ?? '';
    expect(text).toContain(part);
    expect(readSubscriptionRequest(parse(text.replace(part, other)))).toBeUndefined();
  });
});
