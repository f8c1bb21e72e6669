import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { Secret, markSecret } from './secret.js';

const TEXT = 'n0b0dy-r3ads';
const holders = [
  new Secret(TEXT),
  new Secret(new TextEncoder().encode(TEXT)),
  { deep: [new Map([['password', new Secret(TEXT)]])] },
  Object.assign(new Error('refused'), { password: new Secret(TEXT) }),
];

/** Everything that writes a value down, or hands it to another realm. */
const ways: readonly (readonly [string, (value: unknown) => string])[] = [
  ['String', (value) => String(value)],
  ['a template', (value) => `at ${value as string}`], // as JavaScript does it
  ['JSON', (value) => JSON.stringify(value)],
  ['inspect', (value) => inspect(value, { depth: null, showHidden: true, getters: true })],
  ['a clone', (value) => inspect(structuredClone(value), { depth: null, showHidden: true })],
  ['its members', (value) => JSON.stringify(Object.entries(value as object))],
  ['joining', (value) => [value].join()],
];

describe('a secret', () => {
  it.each(ways)('is not read by %s', (_name, write) => {
    for (const holder of holders) {
      const written = write(holder);
      expect(written).not.toContain(TEXT);
      expect(written).not.toContain(String(new TextEncoder().encode(TEXT)));
    }
  });

  it('says what it is', () => {
    const secret = new Secret(TEXT);
    expect(`password: ${secret.toString()}`).toBe('password: [secret]');
    expect(JSON.stringify({ secret })).toBe('{"secret":"[secret]"}');
    expect(inspect({ secret })).toBe('{ secret: [secret] }');
  });

  it('is given to who asks for it, and marked once', () => {
    const secret = markSecret(TEXT);
    expect(secret.reveal()).toBe(TEXT);
    expect(markSecret(secret)).toBe(secret);
    expect(markSecret(undefined)).toBeUndefined();
  });
});
