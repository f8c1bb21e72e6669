import { describe, expect, it } from '@jest/globals';
import type { EventBody } from './events.js';
import { Ring } from './ring.js';

const packet = (seq: number, text = ''): EventBody => ({
  kind: 'packet',
  key: 'message',
  content: text,
  seq,
});

const seqs = (ring: Ring): number[] =>
  [...ring.all()].flatMap((event) => (event.kind === 'packet' ? [event.seq] : []));

describe('the last events', () => {
  it('are so many as may be kept, and found by their numbers', () => {
    const ring = new Ring(5);
    for (let seq = 1; seq <= 23; seq += 1) ring.add('s', 0, packet(seq));
    expect(seqs(ring)).toEqual([19, 20, 21, 22, 23]);
    expect(ring.find(20)).toMatchObject({ n: 20, seq: 20 });
    expect(ring.find(18)).toBeUndefined();
    expect(ring.find(24)).toBeUndefined();
  });

  it('are so large as memory is meant for them', () => {
    const ring = new Ring(1000, 5000);
    for (let seq = 1; seq <= 20; seq += 1) ring.add('s', 0, packet(seq, 'x'.repeat(1000)));
    expect(seqs(ring)).toEqual([17, 18, 19, 20]);
    ring.add('s', 0, packet(21, 'x'.repeat(10_000)));
    expect(seqs(ring)).toEqual([21]);
  });
});
