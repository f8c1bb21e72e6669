/** A part of the program that cannot be loaded: in a page, the network may be away just then. */
import { describe, expect, it, jest } from '@jest/globals';

let isThere = false;
let tried = 0;

jest.unstable_mockModule('../sasl/seldom.js', () => {
  tried += 1;
  if (!isThere) throw new TypeError('Failed to fetch dynamically imported module');
  return { createSeldom: () => new Anonymous() };
});

const { Anonymous } = await import('../sasl/anonymous.js');
const { openStage } = await import('@xec/testing');

describe('a login for which a part of the program is loaded', () => {
  it('ends as a connection does where that fails, and goes well later', async () => {
    const stage = await openStage({ jid: 'capulet.example', anonymous: true });
    const connected = stage.session.connect();
    const outcome = connected.catch((error: unknown) => error);
    await stage.settle();
    expect(await outcome).toMatchObject({ name: 'TransportError', code: 'unreachable' });
    expect(stage.states.at(-1)).toBe('offline');
    expect(stage.faults).toEqual([]);
    expect(tried).toBe(1);

    isThere = true;
    await stage.connected();
    expect(stage.session.state.state).toBe('online');
  });
});
