import { NS_CLIENT } from '@xec/stanza';
import { describe, expect, it } from '@jest/globals';
import { payloadHash } from './hash.js';

describe('the hash of a payload', () => {
  it.each([
    ['items', 'http://jabber.org/protocol/pubsub#event', 'urn:xmpp:microblog:0'],
    ['message', NS_CLIENT, undefined],
    ['presence', NS_CLIENT, undefined],
  ])('of <%s xmlns="%s" node="%s"/> is the published one', (name, xmlns, node) => {
    expect(payloadHash(name, xmlns, node)).toBe(published[name]);
  });

  it('is that of the bytes of the text', () => {
    expect(payloadHash('é', 'ü')).toBe('1e6a3aea39a6da141782bb621e4375d4');
  });

  it('has no separators: different triples may share it', () => {
    expect(payloadHash('ab', 'c')).toBe(payloadHash('a', 'bc'));
    expect(payloadHash('a', 'b', 'c')).toBe(payloadHash('a', 'bc', ''));
  });
});

const published: Readonly<Record<string, string>> = {
  items: '96c06e02022480352b6c581286b7eefb',
  message: '9b98cd868d07fb7f6d6cb39dad31f10e',
  presence: 'e83b2aea042b74b1bec00b7d1bba2405',
};
