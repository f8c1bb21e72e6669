import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Authority, DAY_MS } from '@xec/testing';
import { certificateHash } from './channel-binding.js';
import { readDer } from './der.js';

/** A certificate of nothing but its algorithm. */
function certificate(algorithm: string): Uint8Array {
  const value = (tag: string, content: string): string =>
    tag + (content.length / 2).toString(16).padStart(2, '0') + content;
  return Buffer.from(value('30', value('30', '') + value('30', algorithm)), 'hex');
}

describe('the hash that a certificate is bound by (RFC 5929 section 4.1)', () => {
  it.each([
    ['RSA with MD5', '06092a864886f70d010104' + '0500', 'sha256'],
    ['RSA with SHA-1', '06092a864886f70d010105' + '0500', 'sha256'],
    ['RSA with SHA-256', '06092a864886f70d01010b' + '0500', 'sha256'],
    ['RSA with SHA-384', '06092a864886f70d01010c' + '0500', 'sha384'],
    ['RSA with SHA-512', '06092a864886f70d01010d' + '0500', 'sha512'],
    ['ECDSA with SHA-1', '06072a8648ce3d0401', 'sha256'],
    ['ECDSA with SHA-384', '06082a8648ce3d040303', 'sha384'],
    ['ECDSA with SHA-512', '06082a8648ce3d040304', 'sha512'],
    ['RSA-PSS without parameters', '06092a864886f70d01010a', 'sha256'],
    [
      'RSA-PSS with SHA-512',
      '06092a864886f70d01010a' + '3011' + 'a00f' + '300d' + '0609608648016503040203' + '0500',
      'sha512',
    ],
    ['Ed25519, which has none', '06032b6570', undefined],
    ['what is no certificate', '', undefined],
  ])('is, of %s, %s', (_name, algorithm, hash) => {
    expect(certificateHash(certificate(algorithm))).toBe(hash);
  });

  it('is found in a certificate', () => {
    const pem = new Authority().certificate('montague.example', Date.now() + DAY_MS);
    expect(certificateHash(new X509Certificate(pem).raw)).toBe('sha256');
  });
});

describe('DER', () => {
  it('is read as far as it is whole', () => {
    const bytes = Uint8Array.from([2, 1, 7, 4, 0x81, 2, 8, 9, 4, 0x82, 1]);
    expect(readDer(bytes).map(({ tag, content }) => [tag, ...content])).toEqual([
      [2, 7],
      [4, 8, 9],
    ]);
  });
});
