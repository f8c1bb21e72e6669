import { describe, expect, it } from '@jest/globals';
import { defaultPacketBounds, type AnyPacket } from '@xec/xec';
import { firstKept, keep, type KeptPackets } from './kept-packets.js';

const packet = (seq: number, content: unknown = '12345678'): AnyPacket => ({
  key: 'k',
  content,
  session: 's',
  seq,
  at: seq,
});

const nothing: KeptPackets = { lastSeq: 0, chunks: [] };

const range = (from: number, to: number): AnyPacket[] =>
  Array.from({ length: to - from + 1 }, (_, index) => packet(from + index));

describe('the packets of a session that are kept', () => {
  it.each([
    ['count', { count: 80 }, 80],
    ['size', { bytes: 800 }, 80],
    ['age', { ageMs: 80 }, 81],
  ])(
    'are as many as the bound on their %s says, or up to an eighth more',
    (_what, bound, least) => {
      const bounds = { ...defaultPacketBounds, ...bound };
      let kept = nothing;
      for (let seq = 1; seq <= 1000; seq += 1) {
        kept = keep(kept, [packet(seq)], bounds);
        const many = seq + 1 - firstKept(kept);
        expect(many).toBeGreaterThanOrEqual(Math.min(seq, least));
        expect(many).toBeLessThanOrEqual(least + 10);
        expect(kept.chunks.length).toBeLessThanOrEqual(10);
      }
    },
  );

  it('are not stored first where they go at once', () => {
    const { packets, gone, lastSeq } = keep(nothing, range(1, 5000), defaultPacketBounds);
    expect(packets).toEqual(range((gone ?? 0) + 1, 5000));
    expect(packets.length).toBeLessThanOrEqual(1125);
    expect(lastSeq).toBe(5000);
  });

  it('are counted once when they are given twice', () => {
    const once = keep(nothing, range(1, 10), defaultPacketBounds);
    const twice = keep(once, range(5, 12), defaultPacketBounds);
    expect(twice.packets).toEqual(range(11, 12));
    expect(twice.chunks).toMatchObject([{ first: 1, last: 12, count: 12 }]);
  });

  it('may be one that is larger than all that is kept', () => {
    const bounds = { ...defaultPacketBounds, bytes: 20 };
    const large = keep(nothing, [packet(1, 'x'.repeat(100))], bounds);
    expect(firstKept(large)).toBe(1);
    expect(firstKept(keep(large, [packet(2)], bounds))).toBe(1);
    expect(firstKept(keep(large, [packet(2), packet(3)], bounds))).toBe(2);
  });

  it('may have no content', () => {
    expect(keep(nothing, [packet(1, undefined)], defaultPacketBounds).packets).toHaveLength(1);
  });
});
