import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { parseSpans, parseStyling } from './styling.js';

const kinds = (text: string) => parseSpans(text).map(({ kind, text: words }) => [kind, words]);

describe('styling of messages', () => {
  it('knows strong, emphasised, struck and monospaced words, with their marks', () => {
    expect(kinds('a *b* _c_ ~d~ `e`')).toEqual([
      ['plain', 'a '],
      ['strong', '*b*'],
      ['plain', ' '],
      ['emphasis', '_c_'],
      ['plain', ' '],
      ['strike', '~d~'],
      ['plain', ' '],
      ['code', '`e`'],
    ]);
  });

  it.each(['2*3*4', '* a*', '*a *', '**', '***', 'snake_case_name', '*a\nb*'])(
    'leaves %j as it is',
    (text) => {
      expect(parseSpans(text).every(({ kind }) => kind === 'plain')).toBe(true);
    },
  );

  it('knows marks within marks, and nothing within code', () => {
    expect(parseSpans('*_both_*')[0]).toMatchObject({
      kind: 'strong',
      inner: [{ kind: 'emphasis', text: '_both_' }],
    });
    expect(parseSpans('`*no*`')[0]?.inner).toEqual([{ kind: 'plain', text: '*no*', inner: [] }]);
  });

  it('knows blocks', () => {
    expect(parseStyling('a\n> b\n> c\n```\n*d*\n```\ne')).toEqual([
      { kind: 'text', text: 'a\n' },
      { kind: 'quote', text: '> b\n> c\n' },
      { kind: 'code', text: '```\n*d*\n```\n' },
      { kind: 'text', text: 'e' },
    ]);
  });

  it('knows addresses without the full stop behind them', () => {
    expect(kinds('see https://xec.example/a_b_c?d=1. Or')).toEqual([
      ['plain', 'see '],
      ['link', 'https://xec.example/a_b_c?d=1'],
      ['plain', '. Or'],
    ]);
  });

  it('loses no character', () => {
    const text = fc.string({ unit: fc.constantFrom('*', '_', '~', '`', '>', ' ', '\n', 'a', 'é') });
    fc.assert(
      fc.property(text, (body) => {
        const blocks = parseStyling(body);
        expect(blocks.map((block) => block.text).join('')).toBe(body);
        const spans = blocks.flatMap((block) => parseSpans(block.text));
        expect(spans.map((span) => span.text).join('')).toBe(body);
        for (const { kind, text: words, inner } of spans) {
          if (kind === 'plain' || kind === 'link') continue;
          expect(inner.map((each) => each.text).join('')).toBe(words.slice(1, -1));
        }
      }),
    );
  });
});
