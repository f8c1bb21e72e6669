/**
 * SHA-1 (RFC 3174) of a text's UTF-8. XEP-0392 makes colours of it; the browser's own answers only
 * later, which is too late for what is about to be drawn. For nothing that has to be safe.
 */
export function sha1(text: string): readonly number[] {
  const words = padded(new TextEncoder().encode(text));
  const hash = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (let at = 0; at < words.length; at += 16) mix(hash, words.slice(at, at + 16));
  return hash.flatMap((word) => [24, 16, 8, 0].map((shift) => (word >>> shift) & 255));
}

/** In words of 32 bits: the bytes, one bit, zeros, and the length in bits. */
function padded(bytes: Uint8Array): number[] {
  const words = new Array<number>(((bytes.length + 8) >> 6) * 16 + 16).fill(0);
  [...bytes, 0x80].forEach((byte, index) => {
    words[index >> 2] = at(words, index >> 2) | (byte << (24 - (index % 4) * 8));
  });
  words[words.length - 1] = bytes.length * 8;
  return words;
}

function mix(hash: number[], block: number[]): void {
  for (let t = 16; t < 80; t += 1) {
    block[t] = turn(at(block, t - 3) ^ at(block, t - 8) ^ at(block, t - 14) ^ at(block, t - 16), 1);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = hash;
  for (let t = 0; t < 80; t += 1) {
    const next = (turn(a, 5) + round(t, b, c, d) + e + at(block, t)) | 0;
    [a, b, c, d, e] = [next, a, turn(b, 30), c, d];
  }
  [a, b, c, d, e].forEach((word, index) => {
    hash[index] = (at(hash, index) + word) | 0;
  });
}

function round(t: number, b: number, c: number, d: number): number {
  if (t < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (t < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (t < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}

const turn = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

const at = (words: readonly number[], index: number): number => words[index] ?? 0;
