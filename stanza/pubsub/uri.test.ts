import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pubsubUri, readPubsubUri } from './uri.js';

describe('the address of a node', () => {
  it('is that of XEP-0277 section 2.1', () => {
    const at = { jid: 'romeo@montague.lit', node: 'urn:xmpp:microblog:0' };
    const uri = 'xmpp:romeo@montague.lit?;node=urn%3Axmpp%3Amicroblog%3A0';
    expect(pubsubUri(at)).toBe(uri);
    expect(readPubsubUri(uri)).toEqual(at);
  });

  it('is read over line breaks, and with an action', () => {
    const at = { jid: 'benvolio@montague.lit', node: 'n:0', item: 'i' };
    expect(readPubsubUri('xmpp:Benvolio@montague.lit?;\n  node=n%3A0;\n  item=i')).toEqual(at);
    expect(
      readPubsubUri('XMPP:benvolio@montague.lit?pubsub;action=retrieve;node=n:0;item=i'),
    ).toEqual(at);
  });

  it.each([
    'https://montague.lit/?;node=n',
    'xmpp:romeo@montague.lit',
    'xmpp:romeo@montague.lit?join',
    'xmpp:romeo@montague.lit?;node=',
    'xmpp:@?;node=n',
    'xmpp:%zz@montague.lit?;node=n',
    'xmpp:romeo@montague.lit?;node=%zz',
    'xmpp:?;node=n',
    '',
  ])('is nothing else: %s', (uri) => {
    expect(readPubsubUri(uri)).toBeUndefined();
  });

  it('is read as it was written', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 });
    const jid = fc.constantFrom(
      ...[
        'a@b.example',
        'b.example',
        'a@b.example/x y',
        'd\\27artagnan@b.example',
        'ü@b.example/ü;?#',
        'a@[::1]',
      ],
    );
    fc.assert(
      fc.property(jid, text, fc.option(text, { nil: undefined }), (where, node, item) => {
        const at = { jid: where, node, ...(item !== undefined && { item }) };
        expect(readPubsubUri(pubsubUri(at))).toEqual(at);
      }),
    );
  });
});
