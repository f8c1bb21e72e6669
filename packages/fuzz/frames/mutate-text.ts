/**
 * Changes to a frame as text: most leave something that is no XML any more.
 */
import type { Random } from '@xec/testing/random';
import { MARKUP, VALUES } from './words.js';

/** `text` with one to four changes; `other` is what pieces come from. */
export function mutateText(text: string, other: string, random: Random): string {
  let out = text;
  for (let left = random.between(1, 4); left > 0; left -= 1)
    out = random.pick(CHANGES)(out, other, random);
  return out;
}

type Change = (text: string, other: string, random: Random) => string;

/** Puts `piece` in place of `length` characters at `at`. */
const replace = (text: string, at: number, length: number, piece: string): string =>
  text.slice(0, at) + piece + text.slice(at + length);

const CHANGES: readonly Change[] = [
  (text, _other, random) => replace(text, random.between(0, text.length), 0, random.pick(MARKUP)),
  (text, _other, random) => replace(text, random.between(0, text.length), 0, random.pick(VALUES)),
  (text, _other, random) => replace(text, random.between(0, text.length), 1, ''),
  (text, _other, random) =>
    replace(text, random.between(0, text.length), random.between(1, 40), ''),
  (text, _other, random) => replace(text, random.between(0, text.length), 1, anyCharacter(random)),
  (text, _other, random) => text.slice(0, random.between(0, text.length)),
  (text, other, random) => {
    const from = random.between(0, other.length);
    const piece = other.slice(from, from + random.between(1, 80));
    return replace(text, random.between(0, text.length), random.between(0, 20), piece);
  },
  (text, _other, random) => {
    const from = random.between(0, text.length);
    const piece = text.slice(from, from + random.between(1, 80));
    return replace(text, random.between(0, text.length), 0, piece);
  },
];

/** Any code unit; mostly one of ASCII. */
export function anyCharacter(random: Random): string {
  return String.fromCharCode(
    random.chance(0.7) ? random.between(0, 0x7f) : random.between(0, 0xffff),
  );
}
