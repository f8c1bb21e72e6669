import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { makeJid } from './jid.js';
import { isPlainAddress } from './plain-address.js';

/** The parts of an address, each prepared as the rules say, put together again. */
function preparedByParts(text: string): string {
  const slash = text.indexOf('/');
  const bare = slash < 0 ? text : text.slice(0, slash);
  const at = bare.indexOf('@');
  return makeJid({
    local: at < 0 ? undefined : bare.slice(0, at),
    domain: bare.slice(at + 1),
    resource: slash < 0 ? undefined : text.slice(slash + 1),
  }).toString();
}

describe('an address that is plain', () => {
  it.each([
    'a@b',
    'romeo@montague.example/orchard',
    'montague.example',
    'montague.example/a@b/c d',
    'o.brien-1+x@xn.b-c.example',
    '127.0.0.1',
  ])('is %s', (text) => {
    expect([isPlainAddress(text), preparedByParts(text)]).toEqual([true, text]);
  });

  it.each([
    ...['', '@', '/', 'a@', '@b', 'a@b/', 'a@/b', '/b', 'b/'],
    ...['a@b@c', 'a b@c', "o'brien@c", 'A@b', 'a@B', 'a@b.', 'a@.b', 'a@b..c', 'a@-b', 'a@b-'],
    ...['a@b--c', 'a@xn--mnchen-3ya.example', 'a@b_c', 'ä@b', 'a@ä', 'a@b/ä', 'a@b/\u0007'],
    ...[`a@${'b'.repeat(64)}`, `a@b/${'c'.repeat(300)}`],
  ])('is not %j: somebody else has to look', (text) => {
    expect(isPlainAddress(text)).toBe(false);
  });

  it('is what its parts are when they are prepared', () => {
    const chars = fc.string({ unit: fc.constantFrom(...'ab01-.@/ +_A:é\'"&<'), maxLength: 12 });
    const address = fc
      .tuple(chars, chars, chars)
      .map(([local, domain, rest]) => `${local}@${domain}/${rest}`);
    fc.assert(
      fc.property(fc.oneof(chars, address), (text) => {
        fc.pre(isPlainAddress(text));
        expect(preparedByParts(text)).toBe(text);
      }),
      { numRuns: 5000 },
    );
  });
});
