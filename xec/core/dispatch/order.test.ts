import { iqGet, messageStanza, parse, parseJid, xml, type Element } from '@xec/stanza';
import { describe, expect, it } from '@jest/globals';
import { MemoryJournal } from '@xec/journal-memory';
import { TestRuntime, openRoom, type TestRoom } from '@xec/testing/rooms';
import { costRatio } from '@xec/testing/cost';
import * as v from 'valibot';
import { Action, action } from '../action/action.js';
import { Deadlines } from '../engine/deadlines.js';
import { Engine } from '../engine/engine.js';
import { defaultEngineLimits, type EngineHost, type EngineLimits } from '../engine/ports.js';
import { JournalError } from '../errors.js';
import { feature } from '../feature.js';
import { Committer } from '../journal/committer.js';
import { emptySnapshot, type UnitOfWork } from '../journal/journal.js';
import { silentLog } from '../log.js';
import type { AnyPacket, PacketsOf, RoomPackets } from '../packet/packet.js';
import { Payload, payload, type PayloadContext } from '../payload/payload.js';
import { Registry } from '../registry.js';

const NS = 'urn:example:order';
const self = 'juliet@capulet.example/balcony';

const packets = { order_heard: v.string(), order_ask_handle: v.object({}) };

declare module '../packet/packet.js' {
  interface PacketMap extends PacketsOf<Pick<typeof packets, 'order_heard'>> {}
  interface PacketMap extends RoomPackets<Pick<typeof packets, 'order_ask_handle'>, 'Order/Ask'> {}
}

type Listen = (text: string, ctx: PayloadContext<'OrderHeard'>) => void | Promise<void>;

/** Notes what it hears, when `listen` lets it. */
@payload('OrderHeard', { name: 'say', xmlns: NS, under: 'message', from: 'any' })
class Heard extends Payload<'OrderHeard'> {
  constructor(private readonly listen?: Listen) {
    super();
  }

  override handle(el: Element, ctx: PayloadContext<'OrderHeard'>): void | Promise<void> {
    const text = el.getText();
    const done = this.listen?.(text, ctx);
    if (done === undefined) return ctx.emit('order_heard', text);
    return done.then(() => ctx.emit('order_heard', text));
  }
}

@action('Order/Ask')
class Ask extends Action<'Order/Ask'> {
  override build() {
    return iqGet('romeo@montague.example', xml('ask', { xmlns: NS }));
  }
}

const order = feature({ name: 'order', packets, actions: [Ask], payloads: [Heard] });

const say = (text: string): Element =>
  parse(`<message xmlns='jabber:client'><say xmlns='${NS}'>${text}</say></message>`);

/** A room whose handlers wait for a test to let them go on, by their text. */
function open(limits: Partial<EngineLimits> = {}, before?: Listen) {
  const gates = new Map<string, () => void>();
  const listen: Listen = (text, ctx) => {
    const done = before?.(text, ctx);
    if (done !== undefined || !text.startsWith('slow')) return done;
    return new Promise((resolve) => gates.set(text, resolve));
  };
  const room = openRoom(order, { self, limits, payloads: new Map([[Heard, new Heard(listen)]]) });
  const pressure: boolean[] = [];
  room.onPressure = (isHigh?: boolean) => {
    pressure.push(isHigh === true);
  };
  const pass = async (text: string): Promise<void> => {
    gates.get(text)?.();
    await room.settled();
  };
  return { room, pressure, pass, heard: () => room.contents('order_heard') };
}

describe('the stanzas of a session', () => {
  it('are handled at once where nothing is async', () => {
    const { room, heard } = open();
    room.receive(say('one'));
    room.receive(say('two'));
    expect(heard()).toEqual(['one', 'two']);
  });

  it('wait for an async handler of those before them', async () => {
    const { room, pass, heard } = open();
    for (const text of ['slow 1', 'two', 'slow 3', 'four']) room.receive(say(text));
    expect(heard()).toEqual([]);
    await pass('slow 1');
    expect(heard()).toEqual(['slow 1', 'two']);
    await pass('slow 3');
    expect(heard()).toEqual(['slow 1', 'two', 'slow 3', 'four']);
  });

  it('go on after a handler that hangs, at its limit', async () => {
    const { room, heard } = open({ handlerMs: 1000 });
    room.receive(say('slow 1'));
    room.receive(say('two'));
    room.runtime.advance(1000);
    await room.settled();
    expect(heard()).toEqual(['two']);
    expect(room.faults[0]?.where).toBe('payload OrderHeard');
  });

  it('keep their order with replies and deadlines', async () => {
    const { room, pass } = open();
    void room.request(new Ask(), { timeoutMs: 1000 });
    room.receive(say('slow 1'));
    room.runtime.advance(2000);
    room.receive(say('three'));
    await pass('slow 1');
    expect(room.keys).toEqual(['order_heard', 'order_ask_errortimeout', 'order_heard']);
  });

  it('have what their handlers cause right after them', async () => {
    const abort = new AbortController();
    const { room, heard } = open({}, (text) => {
      if (text === 'abort') abort.abort();
      if (text === 'again') room.engine.receive(say('inner'));
    });
    const outcome = room.request(new Ask(), { signal: abort.signal });
    room.receive(say('abort'));
    await expect(outcome).rejects.toMatchObject({ condition: 'cancelled' });
    room.receive(say('again'));
    room.receive(say('last'));
    expect(heard()).toEqual(['abort', 'again', 'inner', 'last']);
  });

  it('leave the session able to be idle', async () => {
    const { room, pass } = open();
    room.receive(say('slow 1'));
    let isIdle = false;
    const idle = room.engine.idle().then(() => {
      isIdle = true;
    });
    await room.settled();
    expect(isIdle).toBe(false);
    await pass('slow 1');
    await idle;
    expect(isIdle).toBe(true);
  });
});

describe('the backlog', () => {
  it('signals when more wait than the limit, once, and when all are done', async () => {
    const { room, pressure, pass, heard } = open({ backlog: 3 });
    room.receive(say('slow 0'));
    for (const text of ['1', '2', 'slow 3']) room.receive(say(text));
    expect(pressure).toEqual([]);
    room.receive(say('4'));
    room.receive(say('5'));
    expect(pressure).toEqual([true]);
    await pass('slow 0');
    expect(pressure).toEqual([true]);
    await pass('slow 3');
    expect(pressure).toEqual([true, false]);
    expect(heard()).toEqual(['slow 0', '1', '2', 'slow 3', '4', '5']);
  });

  it('signals again when it grows again', async () => {
    const { room, pressure, pass } = open({ backlog: 1 });
    for (const first of ['slow 1', 'slow 2']) {
      room.receive(say(first));
      room.receive(say('waits'));
      room.receive(say('waits'));
      await pass(first);
    }
    expect(pressure).toEqual([true, false, true, false]);
  });

  it('takes stanzas that come in the moment of release after those that waited', async () => {
    const { room, pass, heard } = open({ backlog: 1 });
    room.onPressure = (isHigh?: boolean) => {
      if (isHigh === false) room.engine.receive(say('late'));
    };
    for (const text of ['slow', '1', '2']) room.receive(say(text));
    await pass('slow');
    expect(heard()).toEqual(['slow', '1', '2', 'late']);
  });

  it('is worked off in proportion to its length', async () => {
    const workOff = async (count: number) => {
      const { room, pass, heard } = open();
      room.receive(say('slow'));
      for (let index = 0; index < count; index += 1) room.engine.receive(say(String(index)));
      await pass('slow');
      expect(heard()).toHaveLength(count + 1);
    };
    expect(await costRatio(workOff, { small: 2_000, large: 20_000 })).toBeLessThan(40);
  });
});

describe('requests', () => {
  it('may be pending up to the limit, and no further', async () => {
    const { room } = open({ pending: 2 });
    const first = room.request(new Ask());
    void room.request(new Ask());
    await expect(room.request(new Ask())).rejects.toThrow(
      'Order/Ask: 2 requests are pending already',
    );
    expect(room.sent).toHaveLength(2);
    room.answer();
    void first;
    expect(room.engine.pending.size).toBe(1);
    void room.request(new Ask());
    expect(room.sent).toHaveLength(3);
  });

  it('of one handler count, too: those above the limit are not begun, nor is anything else', () => {
    const { room, heard } = open({ pending: 2 }, (_text, ctx) => {
      for (let count = 0; count < 3; count += 1) ctx.request(new Ask());
    });
    room.receive(say('one'));
    expect(room.sent).toEqual([]);
    expect(heard()).toEqual([]);
    expect(room.engine.pending.size).toBe(0);
    expect(room.faults[0]?.fault).toBeInstanceOf(RangeError);
  });
});

/** Two sessions over one journal that a test holds. */
function openTwo(commit?: (units: readonly UnitOfWork[]) => Promise<void> | void) {
  const runtime = new TestRuntime();
  const journal = new MemoryJournal();
  if (commit) Object.assign(journal, { commit });
  const shared = {
    registry: new Registry([order]),
    runtime,
    log: silentLog,
    committer: new Committer(journal, runtime),
    deadlines: new Deadlines(runtime),
    limits: defaultEngineLimits,
  };
  const published: AnyPacket[] = [];
  const left: string[] = [];
  const refusals: unknown[] = [];
  const gates: (() => void)[] = [];
  const heard = new Heard((text) =>
    text.startsWith('slow') ? new Promise((resolve) => gates.push(resolve)) : undefined,
  );
  const host: EngineHost = {
    payload: () => heard,
    output: (stanzas) => left.push(...stanzas.map(({ xml }) => xml)),
    withdraw: () => undefined,
    publish: (packet) => published.push(packet),
    onFault: () => undefined,
    onPressure: () => undefined,
    onCommitted: () => undefined,
    onJournalRefusal: (error) => refusals.push(error),
  };
  const engine = (name: string): Engine => {
    void journal.open(name); // in memory: done when it returns
    return new Engine(name, parseJid(self), emptySnapshot(1), shared, host);
  };
  return { runtime, published, left, refusals, gates, one: engine('one'), two: engine('two') };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('two sessions', () => {
  it('do not wait for each other', () => {
    const { runtime, published, one, two } = openTwo();
    one.receive(say('slow'));
    one.receive(say('waits'));
    two.receive(say('now'));
    runtime.flush();
    expect(published).toMatchObject([{ session: 'two', content: 'now' }]);
  });

  it('share a write in each turn, and hear of their own units only', async () => {
    const writes: string[][] = [];
    const { runtime, published, one, two } = openTwo((units) => {
      writes.push(units.map(({ session }) => session));
    });
    one.receive(say('a'));
    two.receive(say('b'));
    one.receive(say('c'));
    runtime.flush();
    await turn();
    expect(writes).toEqual([['one', 'two', 'one']]);
    expect(published.map(({ session, content, seq }) => [session, content, seq])).toEqual([
      ['one', 'a', 1],
      ['two', 'b', 1],
      ['one', 'c', 2],
    ]);
  });
});

describe('a journal that refuses', () => {
  it('ends the request with its error, and nothing is sent or told', async () => {
    const cause = new Error('disk full');
    const { runtime, published, left, refusals, one } = openTwo(() => Promise.reject(cause));
    const outcome = one.request(new Ask());
    outcome.catch(() => undefined);
    one.receive(say('heard'));
    runtime.flush();
    await turn();
    await expect(outcome).rejects.toBeInstanceOf(JournalError);
    await expect(outcome).rejects.toMatchObject({ cause });
    expect(left).toEqual([]);
    expect(published).toEqual([]);
    expect(one.pending.size).toBe(0);
    expect(refusals.length).toBeGreaterThan(0);
  });

  it('lets no byte leave before the unit is stored', async () => {
    let store!: () => void;
    const { runtime, left, one } = openTwo(
      () =>
        new Promise((resolve) => {
          store = resolve;
        }),
    );
    void one.request(new Ask());
    one.send(messageStanza({ to: 'romeo@montague.example' }));
    runtime.flush();
    await turn();
    expect(left).toEqual([]);
    store();
    await turn();
    expect(left).toHaveLength(2);
  });
});

/** Follows what `dispatch` promises: settled when stored and sent. */
describe('dispatch', () => {
  const dispatched = (room: TestRoom) => {
    const outcome = room.engine.dispatch(new Ask());
    let settled: string | undefined;
    outcome.then(
      (id) => (settled = id),
      () => (settled = 'rejected'),
    );
    return { outcome, settled: () => settled };
  };

  it('resolves with the id once the bytes have left, not before', async () => {
    const { room } = open();
    room.isOnline = false;
    const { settled } = dispatched(room);
    await room.settled();
    expect(settled()).toBeUndefined();
    room.isOnline = true;
    room.output([]);
    await room.settled();
    expect(settled()).toBe(room.sent[0]?.attrs['id']);
  });

  it('does not care how the request ends after that', async () => {
    const { room } = open();
    const { outcome } = dispatched(room);
    await room.settled();
    room.refuse('gone');
    await room.settled();
    expect(await outcome).toBe(room.sent[0]?.attrs['id']);
    expect(room.keys).toEqual(['order_ask_errorgone']);
  });

  it('rejects when the request ended before it was sent', async () => {
    const { room } = open();
    room.isOnline = false;
    const { settled } = dispatched(room);
    room.runtime.advance(61_000);
    await room.settled();
    expect(settled()).toBe('rejected');
  });
});
