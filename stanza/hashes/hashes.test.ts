import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { toEqualXml } from '@xec/testing/fixtures';
import { parse } from '../index.js';
import {
  hasHash,
  hashAlgorithms,
  hashElement,
  hashFunction,
  makeHash,
  readHashes,
} from './index.js';

const bytes = new TextEncoder().encode('Hello World!');

describe('hashes', () => {
  // Node has the same functions under other names: sha-256 is sha256, sha3-256 is sha3-256.
  it.each(hashAlgorithms)('of %s are those of another implementation', (algo) => {
    const expected = createHash(algo.replace(/^sha-/, 'sha')).update(bytes).digest('base64');
    expect(makeHash(bytes, algo)).toEqual({ algo, value: expected });
    expect(hasHash(bytes, { algo, value: expected })).toBe(true);
    expect(hasHash(bytes.subarray(1), { algo, value: expected })).toBe(false);
  });

  it.each(['md5', 'SHA-256', 'constructor', ''])('of "%s" are not made', (algo) => {
    expect(hashFunction(algo)).toBeUndefined();
    expect(hasHash(bytes, { algo, value: 'AAAA' })).toBeUndefined();
    expect(() => makeHash(bytes, algo)).toThrow(RangeError);
  });
});

describe('<hash/>', () => {
  const xmlns = `xmlns='urn:xmpp:hashes:2'`;
  const hash = { algo: 'sha-1', value: '2AfMGH8O7UNPTvUVAM9aK13mpCY=' };

  it('is written and read, also with white space and beside others', () => {
    toEqualXml(hashElement(hash), `<hash ${xmlns} algo='sha-1'>${hash.value}</hash>`);
    const several = parse(
      `<x xmlns='urn:x'><hash ${xmlns} algo='sha-1'>\n 2AfMGH8O7UNPTvUV AM9aK13mpCY=\n</hash>
       <hash ${xmlns} algo='new'>AAAA</hash><hash algo='sha-1'>AAAA</hash></x>`,
    );
    expect(readHashes(several)).toEqual([hash, { algo: 'new', value: 'AAAA' }]);
  });

  it.each([
    `<hash ${xmlns}>AAAA</hash>`,
    `<hash ${xmlns} algo=''>AAAA</hash>`,
    `<hash ${xmlns} algo='sha-1'/>`,
    `<hash ${xmlns} algo='sha-1'>not base64</hash>`,
  ])('is none in %s', (text) => {
    expect(readHashes(parse(`<x xmlns='urn:x'>${text}</x>`))).toEqual([]);
  });

  it('is read 16 times at most', () => {
    const many = `<hash ${xmlns} algo='sha-1'>AAAA</hash>`.repeat(20);
    expect(readHashes(parse(`<x xmlns='urn:x'>${many}</x>`))).toHaveLength(16);
  });
});
