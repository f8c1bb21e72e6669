/** What people write, and ids and dates as servers and clients give them. */
import type { Random } from '@xec/testing';

const WORDS = (
  'the a to and of in is it you that he was for on are with as they be at one have this from or had by ' +
  'hot but some what there we can out other were all your when up use word how said an each she which do ' +
  'their time if will way about many then them would write like so these her long make thing see him two ' +
  'has look more day could go come did my sound no most number who over know water than call first people ' +
  'tomorrow balcony orchard Verona meeting später Grüße déjà où naïve привет спасибо 你好 😀 ❤️ &amp; &lt;3 ' +
  'https://verona.example/map?x=1&amp;y=2'
).split(' ');

/** Escaped text of a few words: mostly short, now and then a paragraph. */
export function sentence(random: Random): string {
  const count = random.chance(0.1) ? random.between(30, 120) : random.between(1, 16);
  return Array.from({ length: count }, () => random.pick(WORDS)).join(' ');
}

const HEX = '0123456789abcdef';

/** So many hexadecimal digits. */
export function hex(random: Random, digits: number): string {
  let text = '';
  for (let at = 0; at < digits; at += 1) text += HEX.charAt(random.between(0, 15));
  return text;
}

/** As most clients and servers make them. */
export const uuid = (random: Random): string =>
  [8, 4, 4, 4, 12].map((digits) => hex(random, digits)).join('-');

const FIRST = Date.UTC(2026, 0, 1);
const YEAR_SECONDS = 28_000_000;

/** A moment of 2026 (XEP-0082). */
export const stamp = (random: Random): string =>
  new Date(FIRST + random.between(0, YEAR_SECONDS) * 1000).toISOString();

/** `bytes` bytes that look like a photo, in Base64. */
export function photo(random: Random, bytes: number): string {
  const words = Uint32Array.from({ length: bytes >> 2 }, () => random.between(0, 0xffffffff));
  return Buffer.from(words.buffer).toString('base64');
}
