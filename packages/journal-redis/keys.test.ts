import { describe, expect, it } from '@jest/globals';
import { sessionKey } from './keys.js';

const names = [
  'juliet',
  '',
  '%',
  '%0025',
  '{',
  '}',
  '{}',
  '}a{',
  '\u0000',
  '0000',
  '\ud800',
  '\ud801',
  'é 漢',
];

describe('the key of a session', () => {
  it('is its own for each name', () => {
    expect(new Set(names.map((name) => sessionKey('xec', name))).size).toBe(names.length);
  });

  it.each(names)('has the whole name of %j as its hash tag', (name) => {
    expect(sessionKey('xec', name)).toMatch(/^xec:\{[^{}]+\}$/);
  });

  it('can be read by people', () => {
    expect(sessionKey('xec', 'juliet@capulet.example/balcony')).toBe(
      'xec:{juliet@capulet.example/balcony}',
    );
  });
});
