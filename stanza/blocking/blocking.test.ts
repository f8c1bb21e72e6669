import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import * as fc from 'fast-check';
import { MalformedStanza, firstChild, parse } from '../core/index.js';
import {
  NS_BLOCKING,
  blockElement,
  readBlockItems,
  readReport,
  reportElement,
  reportReasons,
  unblockElement,
  type BlockReport,
} from './blocking.js';

const jids = fc.uniqueArray(
  fc.constantFrom('romeo@montague.example', 'montague.example', 'a@b.example/c d', 'x.example'),
);
const text = fc.string({ unit: 'grapheme' });
const report: fc.Arbitrary<BlockReport> = fc.record(
  {
    reason: fc.constantFrom(...reportReasons),
    text,
    stanzaIds: fc.uniqueArray(
      fc.record({
        id: fc.stringMatching(/^[\w-]+$/),
        by: fc.constantFrom('a.example', 'b.example'),
      }),
      { minLength: 1, selector: ({ by }) => by },
    ),
    reportOrigin: fc.constant(true as const),
    thirdParty: fc.constant(true as const),
  },
  { requiredKeys: ['reason'] },
);

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

  it('reads back as it was built', () => {
    fc.assert(
      fc.property(jids, (list) => {
        expect(readBlockItems(parse(blockElement(list).toString()))).toEqual(list);
        expect(readBlockItems(parse(unblockElement(list).toString()))).toEqual(list);
      }),
    );
  });

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

  it('reads back as it was built', () => {
    fc.assert(
      fc.property(report, (one) => {
        expect(readReport(parse(reportElement(one).toString()))).toEqual(one);
      }),
    );
  });
});
