import { describe, expect, it } from '@jest/globals';
import { costRatio } from '@xec/testing/cost';
import * as fc from 'fast-check';
import { readStyledText, type StyledBlock, type StyledSpan } from './index.js';

const text = (value: string) => ({ type: 'text', text: value }) as const;
const line = (...spans: StyledSpan[]) => ({ type: 'line', spans }) as const;

/** All the text of a tree. */
const letters = (blocks: readonly StyledBlock[]): string => {
  const ofSpan = (span: StyledSpan): string =>
    'spans' in span ? span.spans.map(ofSpan).join('') : span.text;
  return blocks
    .map((block) => {
      if (block.type === 'line') return block.spans.map(ofSpan).join('');
      return block.type === 'pre' ? block.text : letters(block.blocks);
    })
    .join('');
};

describe('styled text', () => {
  it.each([
    ['plain', line(text('plain'))],
    ['', line()],
    ['*strong*', line({ type: 'strong', spans: [text('strong')] })],
    [
      'a _b_ ~c~ `d*e*`',
      line(
        text('a '),
        { type: 'emphasis', spans: [text('b')] },
        text(' '),
        { type: 'strike', spans: [text('c')] },
        text(' '),
        { type: 'code', text: 'd*e*' },
      ),
    ],
    ['*_both_*', line({ type: 'strong', spans: [{ type: 'emphasis', spans: [text('both')] }] })],
    // The examples of section 4.2 that are none.
    ['not styled*', line(text('not styled*'))],
    ['*not \n strong*'.split('\n')[0] ?? '', line(text('*not '))],
    ['not*strong*', line(text('not*strong*'))],
    ['* not strong*', line(text('* not strong*'))],
    ['*not strong *', line(text('*not strong *'))],
    ['**', line(text('**'))],
    ['****', line(text('****'))],
    ['*strong*plain*', line({ type: 'strong', spans: [text('strong')] }, text('plain*'))],
  ])('reads %j', (body, expected) => {
    expect(readStyledText(body)).toEqual([expected]);
  });

  it('has blocks', () => {
    expect(readStyledText('> > a\n> b\nc\n```ts\n*x*\n```\nd')).toEqual([
      { type: 'quote', blocks: [{ type: 'quote', blocks: [line(text('a'))] }, line(text('b'))] },
      line(text('c')),
      { type: 'pre', text: '*x*', info: 'ts' },
      line(text('d')),
    ]);
    expect(readStyledText('```\nopen')).toEqual([{ type: 'pre', text: 'open' }]);
  });

  it('loses nothing but directives, and ends', () => {
    const body = fc.string({ unit: fc.constantFrom('*', '_', '~', '`', ' ', 'a', '👋') });
    fc.assert(
      fc.property(body, (one) => {
        // What stands behind three backticks is for programs, not shown (section 5.1.2).
        const shown = one.replace(/^```.*/, '');
        expect(letters(readStyledText(one)).replace(/[*_~`]/g, '')).toBe(
          shown.replace(/[*_~`]/g, ''),
        );
      }),
    );
  });

  // Ten times the text: ten times the work, where the square would be a hundred.
  it.each(['*a ', '*_', '> ', '`', '*a* ', '```\n'])('works in proportion on %j', async (piece) => {
    const read = (times: number) => readStyledText(piece.repeat(times));
    expect(await costRatio(read, { small: 5_000, large: 50_000 })).toBeLessThan(40);
  });
});
