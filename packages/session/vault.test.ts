import { describe, expect, it } from '@jest/globals';
import { aesVault } from './vault.js';

const key = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);

describe('a vault', () => {
  it('opens what it sealed, under the same key in another process', async () => {
    const sealed = await aesVault(key(1)).seal('{"token":"s3cret"}');
    expect(sealed).not.toContain('s3cret');
    expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('s3cret');
    expect(await aesVault(key(1)).open(sealed)).toBe('{"token":"s3cret"}');
  });

  it('seals the same text otherwise each time', async () => {
    const vault = aesVault(key(1));
    expect(await vault.seal('x')).not.toBe(await vault.seal('x'));
  });

  it('opens nothing of another key, nothing that was changed, and no nonsense', async () => {
    const sealed = await aesVault(key(1)).seal('x');
    expect(await aesVault(key(2)).open(sealed)).toBeUndefined();
    const changed = Buffer.from(sealed, 'base64');
    changed.writeUInt8(changed.readUInt8(14) ^ 1, 14);
    expect(await aesVault(key(1)).open(changed.toString('base64'))).toBeUndefined();
    expect(await aesVault(key(1)).open('not base64!')).toBeUndefined();
    expect(await aesVault(key(1)).open('')).toBeUndefined();
  });

  it('wants a whole key', () => {
    expect(() => aesVault(new Uint8Array(16))).toThrow('expected a key of 32 bytes, got 16');
  });
});
