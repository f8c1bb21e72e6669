import { describe, expect, it } from '@jest/globals';
import { newId, type Runtime } from './runtime.js';

const runtime = (at: number, random: (count: number) => Uint8Array): Runtime => ({
  now: () => at,
  monotonic: () => at,
  random,
  later: () => () => undefined,
  soon: () => undefined,
});

const filled = (byte: number) => (count: number) => new Uint8Array(count).fill(byte);
const secure = (count: number) => crypto.getRandomValues(new Uint8Array(count));

describe('an id', () => {
  it('is made of letters that stand in XML, URLs and store keys as they are', () => {
    expect(newId(runtime(Date.now(), secure))).toMatch(/^[0-9a-z]{9}[A-Za-z0-9_-]{17}$/);
  });

  it('rises with time, whatever the random part is', () => {
    const times = [0, 1, 35, 36, 1_700_000_000_000, 1_795_262_400_000, 36 ** 9 - 1];
    const ids = times.map((at, index) => newId(runtime(at, filled(index % 2 === 0 ? 63 : 0))));
    expect([...ids].sort()).toEqual(ids);
  });

  it('has at least 96 random bits: each of 16 bytes or more gives six of its own', () => {
    let drawn = 0;
    newId(
      runtime(0, (count) => {
        drawn = count;
        return secure(count);
      }),
    );
    const letters = new Set<string>();
    for (let byte = 0; byte < 256; byte += 1) letters.add(newId(runtime(0, filled(byte))).slice(9));
    expect(letters.size).toBe(64);
    expect(drawn * 6).toBeGreaterThanOrEqual(96);
  });

  it('is another one each time, within one millisecond too', () => {
    const still = runtime(1_795_262_400_000, secure);
    const ids = new Set(Array.from({ length: 20_000 }, () => newId(still)));
    expect(ids.size).toBe(20_000);
  });
});
