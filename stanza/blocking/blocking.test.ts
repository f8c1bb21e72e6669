import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { MalformedStanza, firstChild, parse } from '../core/index.js';
import { NS_BLOCKING, blockElement, readBlockItems } from './blocking.js';

describe('a list of those who are blocked', () => {
  it.each(['list-prosody', 'list-ejabberd', 'block-prosody', 'block-ejabberd'])(
    'reads as %s',
    (name) => {
      const el = firstChild(fixture(`blocking/${name}`));
      expect(el && readBlockItems(el)).toEqual(
        fixtureJson<{ jids: string[] }>(`blocking/${name}`).jids,
      );
    },
  );

  it('has a JID in each item', () => {
    const bad = parse(`<block xmlns='${NS_BLOCKING}'><item jid='@'/></block>`);
    expect(() => readBlockItems(bad)).toThrow(MalformedStanza);
  });
});

describe('a report', () => {
  it('is built as in XEP-0377', () => {
    const built = blockElement(['romeo@example.net'], {
      reason: 'spam',
      text: 'Never came trouble to my house like this.',
      stanzaIds: [
        { by: 'romeo@example.net', id: '28482-98726-73623' },
        { by: 'juliet@example.com', id: '38383-38018-18385' },
      ],
    });
    toEqualXml(built, firstChild(fixture('blocking/report')) ?? '');
  });
});
