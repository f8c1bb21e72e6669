import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { PacketBus } from './bus.js';
import type { AnyPacket } from './packet.js';

const keys = new Map(
  ['roster', 'roster_additem_handle', 'roster_getlist_handle', 'vcard_get_handle'].map((key) => [
    key,
    {},
  ]),
);

let seq = 0;
const packet = (key: string, content: unknown = {}): AnyPacket => {
  seq += 1;
  return { key, content, session: 's', seq, at: 0 };
};

function open() {
  const faults: { fault: unknown; key: string }[] = [];
  const bus = new PacketBus(
    () => keys,
    (fault, key) => faults.push({ fault, key }),
  );
  const got: string[] = [];
  /** A subscriber that notes its name and the key. */
  const note = (name: string) => (one: never) => {
    got.push(`${name} ${(one as AnyPacket).key}`);
  };
  return { bus, faults, got, note };
}

describe('the packet bus', () => {
  it('hands each packet to those who subscribed to its key, in the order they did', () => {
    const { bus, got, note } = open();
    bus.subscribeAny('roster', note('one'));
    bus.subscribeAny('vcard_get_handle', note('two'));
    bus.subscribeAny('roster', note('three'));
    bus.publish(packet('roster'));
    expect(got).toEqual(['one roster', 'three roster']);
  });

  it('hands over the packet as it is', () => {
    const { bus } = open();
    const one = packet('roster', { jid: 'romeo@montague.example' });
    let seen: unknown;
    bus.subscribeAny('roster', (given) => {
      seen = given;
    });
    bus.publish(one);
    expect(seen).toBe(one);
  });

  it('matches wildcards', () => {
    const { bus, got, note } = open();
    bus.subscribeAny('roster_*', note('rooms of roster'));
    bus.subscribeAny('*_handle', note('results'));
    bus.subscribeAny('*', note('all'));
    for (const key of keys.keys()) bus.publish(packet(key));
    expect(got).toEqual([
      'all roster',
      'rooms of roster roster_additem_handle',
      'results roster_additem_handle',
      'all roster_additem_handle',
      'rooms of roster roster_getlist_handle',
      'results roster_getlist_handle',
      'all roster_getlist_handle',
      'results vcard_get_handle',
      'all vcard_get_handle',
    ]);
  });

  it('stops when the subscription is undone, and only that one', () => {
    const { bus, got, note } = open();
    const same = note('same');
    const undo = bus.subscribeAny('roster', same);
    bus.subscribeAny('roster', same);
    undo();
    undo();
    bus.publish(packet('roster'));
    expect(got).toEqual(['same roster']);
  });

  it('stops when the signal aborts', () => {
    const { bus, got, note } = open();
    const abort = new AbortController();
    bus.subscribeAny('roster', note('one'), { signal: abort.signal });
    bus.publish(packet('roster'));
    abort.abort();
    bus.publish(packet('roster'));
    expect(got).toEqual(['one roster']);
  });

  it('does not begin when the signal aborted before', () => {
    const { bus, got, note } = open();
    const undo = bus.subscribeAny('roster', note('one'), { signal: AbortSignal.abort() });
    bus.publish(packet('roster'));
    undo();
    expect(got).toEqual([]);
  });

  it('leaves no listener on a signal when it is undone', () => {
    const { bus, note } = open();
    const abort = new AbortController();
    const count = { added: 0, removed: 0 };
    const { signal } = abort;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      count.added += 1;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      count.removed += 1;
      remove(...args);
    };
    bus.subscribeAny('roster', note('one'), { signal })();
    expect(count).toEqual({ added: 1, removed: 1 });
  });

  it('reports what a subscriber throws, with the key, and goes on with the next', () => {
    const { bus, faults, got, note } = open();
    const thrown = new Error('planted');
    bus.subscribeAny('roster', () => {
      throw thrown;
    });
    bus.subscribeAny('roster', note('next'));
    bus.publish(packet('roster'));
    expect(faults).toEqual([{ fault: thrown, key: 'roster' }]);
    expect(got).toEqual(['next roster']);
  });

  it('reports what an async subscriber rejects with', async () => {
    const { bus, faults, got, note } = open();
    bus.subscribeAny('roster', async () => {
      await Promise.resolve();
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- what a subscriber may do
      throw 'no error object';
    });
    bus.subscribeAny('roster', note('next'));
    bus.publish(packet('roster'));
    expect(got).toEqual(['next roster']);
    await new Promise(setImmediate);
    expect(faults).toEqual([{ fault: 'no error object', key: 'roster' }]);
  });

  it('reports the rejection of a promise of another realm, too', async () => {
    const { bus, faults } = open();
    const rejected = runInNewContext('Promise.reject("planted")') as Promise<void>;
    rejected.catch(() => undefined); // without the bus, nobody would look at it
    bus.subscribeAny('roster', () => rejected);
    bus.publish(packet('roster'));
    await new Promise(setImmediate);
    expect(faults).toEqual([{ fault: 'planted', key: 'roster' }]);
  });

  it('lets subscribers undo their own and other subscriptions while they run', () => {
    const { bus, got, note } = open();
    const undoFirst = bus.subscribeAny('roster', () => {
      got.push('first');
      undoFirst();
    });
    bus.subscribeAny('roster', note('second'));
    bus.publish(packet('roster'));
    bus.publish(packet('roster'));
    expect(got).toEqual(['first', 'second roster', 'second roster']);
  });

  it('lets subscribers subscribe while they run: from the next packet on', () => {
    const { bus, got, note } = open();
    const undo = bus.subscribeAny('roster', () => {
      undo();
      bus.subscribeAny('roster', note('late'));
    });
    bus.publish(packet('roster'));
    expect(got).toEqual([]);
    bus.publish(packet('roster'));
    expect(got).toEqual(['late roster']);
  });

  it('refuses a key that is not there, and names the one that was probably meant', () => {
    const { bus, note } = open();
    expect(() => bus.subscribeAny('roster_additem_handel', note('one'))).toThrow(
      /"roster_additem_handel".*did you mean "roster_additem_handle"\?/,
    );
    expect(() => bus.subscribeAny('weather', note('one'))).toThrow(/is its feature in use\?/);
    expect(() => bus.subscribeAny('weather_*', note('one'))).toThrow(TypeError);
    expect(() => bus.subscribeAny('', note('one'))).toThrow(TypeError);
  });

  it('refuses what is no function', () => {
    const { bus } = open();
    expect(() => bus.subscribeAny('roster', {} as never)).toThrow(/expected a function/);
  });
});
