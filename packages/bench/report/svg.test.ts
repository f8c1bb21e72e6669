import { describe, expect, it } from '@jest/globals';
import { SaxesParser } from 'saxes';
import { svgOf } from './svg.js';

const plot = {
  ...{ file: 'x', title: 'Cost & load', load: 'sessions', cost: 'µs <each>' },
  series: [
    {
      name: 'xec',
      points: [
        [10, 5],
        [1000, 50],
      ],
    },
    { name: 'bare ws', points: [[10, 0]] },
  ],
} as const;

describe('a plot', () => {
  it('is well-formed, and says what is plotted', () => {
    const parser = new SaxesParser({ xmlns: true });
    const words: string[] = [];
    parser.on('text', (text) => words.push(text));
    parser.on('error', (error) => {
      throw error;
    });
    parser.write(svgOf(plot)).close();
    const said = words.filter((word) => word.trim() !== '');
    expect(said).toEqual(
      expect.arrayContaining(['Cost & load', 'sessions', 'µs <each>', 'xec', '1,000']),
    );
  });

  it('puts what is larger further to the right and further up', () => {
    const [, line = ''] = /<polyline[^>]* points="([^"]*)"/u.exec(svgOf(plot)) ?? [];
    const [[x1 = NaN, y1 = NaN] = [], [x2 = NaN, y2 = NaN] = []] = line
      .split(' ')
      .map((point) => point.split(',').map(Number));
    expect(x2).toBeGreaterThan(x1);
    expect(y2).toBeLessThan(y1);
  });

  it('has room for a cost of nothing', () => {
    expect(svgOf(plot)).not.toMatch(/NaN|Infinity/u);
  });
});
