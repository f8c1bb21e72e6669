import { describe, expect, it } from '@jest/globals';
import { sessionFeature } from '@xec/client';
import { genuine, hostile } from '@xec/testing/security';
import { Registry, allFeatures, feature, ping, type BrowserUse } from '@xec/xec';
import * as v from 'valibot';
import { allowedOf, checkNarrowing } from './allowed.js';
import { houseRoom } from './house-rooms.js';

const registry = new Registry([sessionFeature, ...allFeatures]);

/** Somebody's own feature. */
const weather = (browser?: BrowserUse) =>
  feature({
    name: 'weather',
    packets: { weather_now: v.object({}), weather_secret: v.object({}) },
    ...(browser && { browser }),
  });

describe('what browsers may have', () => {
  hostile(57, 'no password is changed, no account is made or removed', () => {
    const { actions, keys } = allowedOf(registry);
    expect([...actions].filter((name) => name.startsWith('Register/'))).toEqual([]);
    expect([...keys].filter((key) => key.startsWith('register_'))).toEqual([]);
  });

  hostile(57, 'how a login went is told to no browser', () => {
    const { keys } = allowedOf(registry);
    expect([...keys].filter((key) => key.startsWith('sasl'))).toEqual([]);
    expect(keys.has('session_setaside')).toBe(false);
  });

  genuine(57, 'what the rooms of Xec do is open, with the errors of their actions', () => {
    const { actions, keys } = allowedOf(registry);
    expect(actions.has('Message/Publish')).toBe(true);
    for (const key of ['session_state', 'roster', 'message', 'roster_additem_errornotacceptable']) {
      expect(keys.has(key)).toBe(true);
    }
  });

  it('was thought about for each room of Xec', () => {
    const closed = registry.features.filter(({ name }) => houseRoom(name) === undefined);
    expect(closed.map(({ name }) => name)).toEqual(['register']);
  });

  hostile(57, 'of a feature that says nothing about browsers is nothing open', () => {
    expect(allowedOf(new Registry([weather()])).keys.size).toBe(0);
  });

  genuine(57, 'a feature opens what it names, and nothing of another', () => {
    const open = weather({ actions: ['*'], keys: ['weather_now', 'ping_*'] });
    const silent = feature({ ...ping, name: 'silent-ping' });
    const { actions, keys } = allowedOf(new Registry([open, silent]));
    expect([...keys]).toEqual(['weather_now']);
    expect(actions.size).toBe(0);
  });

  it('is narrowed by the application, never widened', () => {
    const { actions, keys } = allowedOf(registry, {
      actions: ['Ping/E*', 'Register/*'],
      keys: ['ping_e*', 'sasl*'],
    });
    expect([...actions]).toEqual(['Ping/Entity']);
    expect([...keys].filter((key) => !key.includes('_error'))).toEqual(['ping_entity_handle']);
  });

  it.each([
    ['Nothing/AtAll', 'no feature in use has it'],
    ['Register/ChangePassword', 'its feature does not open it to browsers'],
  ])('cannot be asked to hold %s', (name, words) => {
    const narrowing = { actions: [name] };
    expect(() => checkNarrowing(registry, allowedOf(registry, narrowing), narrowing)).toThrow(
      words,
    );
  });
});
