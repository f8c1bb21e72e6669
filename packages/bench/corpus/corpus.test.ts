import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { parse } from '@xec/stanza';
import { SaxesParser } from 'saxes';
import { makeCorpus, shares, type Kind } from './index.js';

const corpus = makeCorpus(20_000);

const digest = (samples: readonly { readonly xml: string }[]): string =>
  createHash('sha256')
    .update(samples.map(({ xml }) => xml).join('\n'))
    .digest('hex');

describe('the corpus', () => {
  it('has each kind in its share', () => {
    expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBe(1000);
    const counted = new Map<Kind, number>();
    for (const { kind } of corpus) counted.set(kind, (counted.get(kind) ?? 0) + 1);
    const expected = Object.entries(shares).map(([kind, share]) => [kind, share * 20]);
    expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(expected));
  });

  it('is the same for a seed, and another one for another', () => {
    const one = digest(makeCorpus(3000, 7));
    expect(digest(makeCorpus(3000, 7))).toBe(one);
    expect(digest(makeCorpus(3000, 8))).not.toBe(one);
    expect(digest(makeCorpus(2000, 7))).toBe(digest(makeCorpus(3000, 7).slice(0, 2000)));
  });

  it('is well-formed by saxes, and one stanza a frame by our parser', () => {
    const names = new Set<string>();
    for (const { xml } of corpus) {
      const parser = new SaxesParser({ xmlns: true, fragment: false });
      parser.on('error', (error) => {
        throw error;
      });
      parser.write(xml).close();
      names.add(parse(xml).name);
    }
    expect([...names].sort()).toEqual(['iq', 'message', 'presence']);
  });

  it('has a mean of 560 bytes', () => {
    const bytes = corpus.reduce((sum, { xml }) => sum + Buffer.byteLength(xml), 0);
    expect(bytes / corpus.length).toBeGreaterThan(560 * 0.95);
    expect(bytes / corpus.length).toBeLessThan(560 * 1.05);
  });

  it('brings a roster of 500 contacts, photos, and text beyond ASCII', () => {
    const largest = corpus.filter(({ xml }) => xml.includes("'jabber:iq:roster'"));
    expect(largest.length).toBeGreaterThan(0);
    for (const { xml } of largest) expect(xml.match(/<item /gu)).toHaveLength(500);
    expect(corpus.some(({ xml }) => xml.length > 16_384 && xml.includes('<BINVAL>'))).toBe(true);
    expect(corpus.some(({ xml }) => xml.includes('😀') && xml.includes('&amp;'))).toBe(true);
  });
});
