import { describe, expect, it } from '@jest/globals';
import { costRatio } from '@xec/testing/cost';
import { nearest } from './nearest.js';
import { conditionKey, keyPrefix } from './packet.js';
import { matchesPattern } from './pattern.js';

describe('a pattern of keys', () => {
  it.each([
    ['roster', 'roster', true],
    ['roster', 'roster_x', false],
    ['roster_*', 'roster_additem_handle', true],
    ['roster_*', 'roster_', true],
    ['roster_*', 'roster', false],
    ['*_handle', 'vcard_get_handle', true],
    ['*_handle', 'vcard_get_handle_x', false],
    ['*', '', true],
    ['*', 'anything', true],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['a*b*c', 'a-b-c', true],
    ['a*b*c', 'acb', false],
    ['*_error*', 'vcard_get_erroritemnotfound', true],
    ['ab*ba', 'aba', false],
    ['r.ster', 'roster', false],
    ['**', 'x', true],
  ])('%s and %s: %s', (pattern, key, expected) => {
    expect(matchesPattern(pattern, key)).toBe(expected);
  });

  it('works in proportion on hostile text', async () => {
    const match = (length: number) => {
      expect(matchesPattern(`${'a*'.repeat(25)}b`, 'a'.repeat(length))).toBe(false);
    };
    expect(await costRatio(match, { small: 20_000, large: 200_000 })).toBeLessThan(40);
  });
});

describe('the parts of a key', () => {
  it('are lower case, without hyphens', () => {
    expect(keyPrefix('Roster/AddItem')).toBe('roster_additem');
    expect(conditionKey('remote-server-not-found')).toBe('remoteservernotfound');
  });
});

describe('the nearest name', () => {
  it('is the one with the fewest changes', () => {
    expect(nearest('rostr', ['presence', 'roster', 'message'])).toBe('roster');
    expect(nearest('roster_getlst_handle', ['roster_getlist_handle', 'roster_getlist_error'])).toBe(
      'roster_getlist_handle',
    );
  });

  it('is none where nothing is near', () => {
    expect(nearest('weather', ['presence', 'roster'])).toBeUndefined();
    expect(nearest('x', [])).toBeUndefined();
  });
});
