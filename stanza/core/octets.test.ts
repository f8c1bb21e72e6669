import { describe, expect, it } from '@jest/globals';
import { compareOctets, joinEnded, joinSorted, separators } from './octets.js';

describe('the order of octets', () => {
  const texts = ['', 'B', 'a', 'a\u{10000}', 'ab', '\u007F', '\u0080', '\uD7FF', '\uE000'];
  const more = ['\uFF5E', '\uFFFD', '\u{10000}', '\u{1F600}', '\u{1F601}', '\u{10FFFD}'];

  it('is that of the bytes of UTF-8', () => {
    const encoder = new TextEncoder();
    const all = [...texts, ...more];
    for (const one of all) {
      for (const other of all) {
        const bytes = Buffer.compare(encoder.encode(one), encoder.encode(other));
        expect([one, other, Math.sign(compareOctets(one, other))]).toEqual([one, other, bytes]);
      }
    }
  });

  it('joins texts without changing what it is given', () => {
    const given = ['\u{1F600}', '\uFF5E', 'b'];
    expect(joinSorted(given)).toBe('b\uFF5E\u{1F600}');
    expect(given[0]).toBe('\u{1F600}');
    expect(joinEnded(['a', 'b'], separators.unit)).toBe('a\u001Fb\u001F');
    expect(joinEnded([], separators.file)).toBe('');
  });
});
