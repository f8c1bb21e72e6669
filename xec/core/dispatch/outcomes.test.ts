import { iqGet, messageStanza, xml, type Element } from '@xec/stanza';
import { describe, expect, it } from '@jest/globals';
import { openRoom, type RoomOptions, type TestRoom } from '@xec/testing/rooms';
import * as v from 'valibot';
import { Action, action } from '../action/action.js';
import type { ActionContext } from '../action/context.js';
import type { Handled } from '../handled.js';
import { HandlerFailedError, type ActionError } from '../errors.js';
import { feature } from '../feature.js';
import type { RoomPackets } from '../packet/packet.js';

const NS = 'urn:example:outcomes';
const self = 'juliet@capulet.example/balcony';

const packets = {
  outcomes_do_handle: v.object({ note: v.string() }),
  outcomes_do_errorgone: v.object({ note: v.string() }),
};

declare module '../packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof packets, 'Outcomes/Do' | 'Outcomes/Say'> {}
}

type DoContext = ActionContext<'Outcomes/Do'>;

/** What the methods of `Do` do; a test sets it. */
interface Script {
  handle?: (ctx: DoContext, action: Do) => Handled;
  errorGone?: (ctx: DoContext, error: ActionError) => Handled;
}
let script: Script = {};

@action('Outcomes/Do', { params: v.object({ note: v.string() }) })
class Do extends Action<'Outcomes/Do', { note: string }> {
  override build() {
    return iqGet(undefined, xml('do', { xmlns: NS }));
  }

  override handle(_reply: Element, ctx: DoContext): Handled {
    if (script.handle) return script.handle(ctx, this);
    ctx.deliver('handle', this.params);
  }

  override errorGone(error: ActionError, ctx: DoContext): Handled {
    if (script.errorGone) return script.errorGone(ctx, error);
    ctx.deliver('errorgone', this.params);
  }
}

@action('Outcomes/Say')
class Say extends Action<'Outcomes/Say'> {
  override build() {
    return messageStanza({ to: 'romeo@montague.example' }, xml('body', {}, 'hello'));
  }
}

const outcomes = feature({ name: 'outcomes', packets, actions: [Do, Say] });

const open = (options: Partial<RoomOptions> = {}): TestRoom => {
  script = {};
  return openRoom(outcomes, { self, ...options });
};

/** Counts how often a promise settled, and with what. */
function watch(outcome: Promise<unknown>): unknown[] {
  const seen: unknown[] = [];
  outcome.then(
    (value) => seen.push(value),
    (error: unknown) => seen.push((error as ActionError).condition),
  );
  return seen;
}

/** A promise that a test ends. */
function gate() {
  let open!: () => void;
  let fail!: (fault: unknown) => void;
  const passed = new Promise<void>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  return { passed, open, fail };
}

const lost = (room: TestRoom): void => {
  room.engine.lost();
  room.runtime.flush();
};

describe('a request ends', () => {
  it('with a timeout when nobody answers, once', async () => {
    const room = open();
    const seen = watch(room.request(new Do({ note: 'n' }), { timeoutMs: 5000 }));
    room.runtime.advance(4999);
    await room.settled();
    expect(seen).toEqual([]);
    room.runtime.advance(101);
    room.runtime.advance(3_600_000);
    await room.settled();
    expect(seen).toEqual(['timeout']);
    expect(room.packets).toMatchObject([
      { key: 'outcomes_do_errortimeout', content: { condition: 'timeout', type: 'wait' } },
    ]);
    expect(room.engine.pending.size).toBe(0);
  });

  it('after a minute when nobody says how long to wait', () => {
    const room = open();
    void room.request(new Do({ note: 'n' }));
    room.runtime.advance(59_900);
    expect(room.keys).toEqual([]);
    room.runtime.advance(200);
    expect(room.keys).toEqual(['outcomes_do_errortimeout']);
  });

  it('is refused at once when its time limit is none', async () => {
    const room = open();
    for (const timeoutMs of [0, -1, NaN]) {
      await expect(room.request(new Do({ note: 'n' }), { timeoutMs })).rejects.toThrow(RangeError);
    }
    expect(room.sent).toEqual([]);
    expect(room.engine.pending.size).toBe(0);
  });

  it('has a deadline that can be stored, however far away', () => {
    const room = open();
    void room.request(new Do({ note: 'n' }), { timeoutMs: Infinity });
    const [entry] = room.engine.pending.entries();
    expect(JSON.parse(JSON.stringify(entry?.record))).toEqual(entry?.record);
  });

  it('and waits for no deadline any more', () => {
    const room = open();
    void room.request(new Do({ note: 'n' }));
    const [entry] = room.engine.pending.entries();
    expect(entry?.bucket).toBeDefined();
    room.answer();
    expect(entry?.bucket).toBeUndefined();
  });

  it('with the reply that comes in the moment of the deadline, and with nothing else', async () => {
    const room = open();
    const seen = watch(room.request(new Do({ note: 'n' }), { timeoutMs: 1000 }));
    const gone = gate();
    room.receive(slowMessage(room, gone.passed)); // the session is busy: both wait behind it
    room.answer();
    room.runtime.advance(5000);
    gone.open();
    await room.settled();
    expect(seen).toEqual([{ note: 'n' }]);
    expect(room.keys).toEqual(['outcomes_do_handle']);
  });

  it('with the timeout when the deadline was first, and with nothing else', async () => {
    const room = open();
    const seen = watch(room.request(new Do({ note: 'n' }), { timeoutMs: 1000 }));
    const gone = gate();
    room.receive(slowMessage(room, gone.passed));
    room.runtime.advance(5000);
    room.answer();
    gone.open();
    await room.settled();
    expect(seen).toEqual(['timeout']);
    expect(room.keys).toEqual(['outcomes_do_errortimeout']);
  });
});

/** Keeps the session busy until `passed`: an answer whose handler waits. */
function slowMessage(room: TestRoom, passed: Promise<void>): Element {
  script.handle = (ctx, action) =>
    action.params.note === 'slow' ? passed : ctx.deliver('handle', action.params);
  room.isOnline = true;
  void room.request(new Do({ note: 'slow' }));
  const slow = room.sent.pop();
  return xml('iq', { xmlns: 'jabber:client', type: 'result', id: String(slow?.attrs['id']) });
}

describe('a request that its caller takes back', () => {
  it('before it is made is not sent', async () => {
    const room = open();
    const seen = watch(room.request(new Do({ note: 'n' }), { signal: AbortSignal.abort() }));
    await room.settled();
    expect(seen).toEqual(['cancelled']);
    expect(room.sent).toEqual([]);
    expect(room.keys).toEqual([]);
  });

  it('in the same turn, before it is stored, is not sent', async () => {
    const room = open();
    const abort = new AbortController();
    const outcome = room.engine.request(new Say(), { signal: abort.signal });
    const seen = watch(outcome);
    abort.abort();
    room.runtime.flush();
    await room.settled();
    expect(seen).toEqual(['cancelled']);
    expect(room.sent).toEqual([]);
  });

  it('while there is no stream is not sent', async () => {
    const room = open();
    room.isOnline = false;
    const abort = new AbortController();
    const seen = watch(room.request(new Do({ note: 'n' }), { signal: abort.signal }));
    abort.abort();
    room.runtime.flush();
    room.isOnline = true;
    room.output([]);
    await room.settled();
    expect(seen).toEqual(['cancelled']);
    expect(room.sent).toEqual([]);
    expect(room.packets).toMatchObject([
      { key: 'outcomes_do_errorcancelled', content: { condition: 'cancelled', type: 'cancel' } },
    ]);
  });

  it('after it was sent ends at once, and the reply finds nothing', async () => {
    const room = open();
    const abort = new AbortController();
    const seen = watch(room.request(new Do({ note: 'n' }), { signal: abort.signal }));
    abort.abort();
    abort.abort();
    room.runtime.flush();
    room.answer();
    room.runtime.advance(3_600_000);
    await room.settled();
    expect(seen).toEqual(['cancelled']);
    expect(room.keys).toEqual(['outcomes_do_errorcancelled']);
  });

  it('after it ended stays as it ended', async () => {
    const room = open();
    const abort = new AbortController();
    const seen = watch(room.request(new Do({ note: 'n' }), { signal: abort.signal }));
    room.answer();
    abort.abort();
    room.runtime.flush();
    await room.settled();
    expect(seen).toEqual([{ note: 'n' }]);
    expect(room.keys).toEqual(['outcomes_do_handle']);
  });

  it('leaves nothing on a signal that serves many requests', async () => {
    const room = open();
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners += 1;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners -= 1;
      remove(...args);
    };
    const first = room.request(new Do({ note: 'n' }), { signal });
    room.answer();
    const second = room.request(new Do({ note: 'n' }), { signal });
    room.refuse('conflict');
    await Promise.allSettled([first, second]);
    expect(listeners).toBe(0);
  });
});

describe('a connection that is lost', () => {
  it('ends what was sent, and does not know whether it arrived', async () => {
    const room = open();
    const seen = watch(room.request(new Do({ note: 'n' })));
    lost(room);
    lost(room);
    room.answer();
    await room.settled();
    expect(seen).toEqual(['connection-lost']);
    expect(room.packets).toMatchObject([
      {
        key: 'outcomes_do_errorconnectionlost',
        content: { condition: 'connection-lost', delivered: 'unknown' },
      },
    ]);
  });

  it('leaves what was not sent for the next stream', async () => {
    const room = open();
    room.isOnline = false;
    const outcome = room.request(new Do({ note: 'n' }));
    lost(room);
    expect(room.keys).toEqual([]);
    room.isOnline = true;
    room.output([]);
    room.runtime.flush();
    room.answer();
    await expect(outcome).resolves.toEqual({ note: 'n' });
  });

  it('for good ends everything, and knows what was not delivered', () => {
    const room = open();
    void room.request(new Do({ note: 'sent' }));
    room.isOnline = false;
    void room.request(new Do({ note: 'not sent' }));
    room.engine.finish();
    room.runtime.flush();
    expect(room.packets).toMatchObject([
      { content: { condition: 'connection-lost', delivered: 'unknown' } },
      { content: { condition: 'connection-lost', delivered: 'no' } },
    ]);
    expect(room.engine.pending.size).toBe(0);
  });
});

describe('a method that fails', () => {
  const failures: [how: string, fail: () => Handled][] = [
    ['throws', () => raise(new Error('planted'))],
    ['throws no Error', () => raise('planted')],
    ['throws nothing', () => raise(undefined)],
    ['rejects', () => Promise.reject(new Error('planted'))],
    [
      'rejects later',
      async () => {
        await Promise.resolve();
        raise('planted');
      },
    ],
  ];

  it.each(failures)(
    'because it %s reports so once, and leaves nothing behind',
    async (_how, fail) => {
      const room = open();
      script.handle = (ctx, { params }) => {
        ctx.deliver('handle', params);
        ctx.request(new Do({ note: 'next' }));
        ctx.send(messageStanza({ to: 'romeo@montague.example' }));
        ctx.learn('contact', 'romeo@montague.example', { subscription: 'both' });
        return fail();
      };
      const outcome = room.request(new Do({ note: 'n' }));
      room.answer();
      await room.settled();
      await expect(outcome).rejects.toBeInstanceOf(HandlerFailedError);
      expect(room.packets).toMatchObject([
        { key: 'outcomes_do_errorhandlerfailed', content: { condition: 'handler-failed' } },
      ]);
      expect(room.sent).toHaveLength(1);
      expect(room.engine.facts.all('contact').size).toBe(0);
      expect(room.faults).toHaveLength(1);
      expect(room.faults[0]?.where).toBe('action Outcomes/Do');
    },
  );

  it('in an error method is no other', async () => {
    const room = open();
    script.errorGone = () => raise(new Error('planted'));
    const outcome = room.request(new Do({ note: 'n' }));
    room.refuse('gone');
    await expect(outcome).rejects.toMatchObject({ condition: 'handler-failed' });
    expect(room.keys).toEqual(['outcomes_do_errorhandlerfailed']);
  });

  it('because a packet does not fit its schema names the packet', async () => {
    const room = open();
    script.handle = (ctx) => ctx.deliver('handle', { note: 7 as never });
    const outcome = room.request(new Do({ note: 'n' }));
    room.answer();
    await expect(outcome).rejects.toMatchObject({
      cause: expect.objectContaining({
        message: expect.stringContaining('content of "outcomes_do_handle": note: '),
      }),
    });
  });

  it.each([
    ['a stanza that cannot be written', (ctx: DoContext) => ctx.send(unwritable())],
    ['a request that cannot be built', (ctx: DoContext) => ctx.request(new Unbuildable())],
  ])('because of %s leaves nothing behind, in sync and async handlers', async (_what, fail) => {
    for (const isAsync of [false, true]) {
      script = {};
      const room = openRoom([outcomes, badFeature], { self });
      script.handle = (ctx, { params }) => {
        ctx.deliver('handle', params);
        ctx.learn('contact', 'romeo@montague.example', { subscription: 'both' });
        if (!isAsync) return fail(ctx);
        return Promise.resolve().then(() => fail(ctx));
      };
      const seen = watch(room.request(new Do({ note: 'n' })));
      room.answer();
      await room.settled();
      expect(seen).toEqual(['handler-failed']);
      expect(room.keys).toEqual(['outcomes_do_errorhandlerfailed']);
      expect(room.engine.facts.all('contact').size).toBe(0);
    }
  });

  it('does not stop the next stanza', async () => {
    const room = open();
    script.handle = (ctx, { params }) =>
      params.note === 'bad' ? raise(new Error('planted')) : ctx.deliver('handle', params);
    void room.request(new Do({ note: 'bad' }));
    room.answer();
    void room.request(new Do({ note: 'good' }));
    room.answer();
    await room.settled();
    expect(room.keys).toEqual(['outcomes_do_errorhandlerfailed', 'outcomes_do_handle']);
  });
});

const unwritable = (): Element => messageStanza({}, xml('body', {}, 'bell \u0007'));

@action('Outcomes/Unbuildable')
class Unbuildable extends Action<'Outcomes/Unbuildable'> {
  override build(): Element {
    throw new Error('planted');
  }
}

const badFeature = { name: 'bad', actions: [Unbuildable] };

function raise(fault: unknown): never {
  throw fault;
}

describe('a method that hangs', () => {
  it('is cut off at the limit, and what it does later is refused', async () => {
    const room = open({ limits: { handlerMs: 3000 } });
    const stuck = gate();
    let late: unknown;
    script.handle = async (ctx, { params }) => {
      await stuck.passed;
      try {
        ctx.deliver('handle', params);
      } catch (error) {
        late = error;
      }
      for (const act of [
        () => ctx.emit('outcomes_do_handle', params),
        () => ctx.send(messageStanza({})),
        () => ctx.request(new Do({ note: 'late' })),
        () => ctx.learn('contact', 'x@example', undefined),
      ]) {
        expect(act).toThrow('this handler has ended');
      }
    };
    const outcome = room.request(new Do({ note: 'n' }));
    room.answer();
    room.runtime.advance(2999);
    await room.settled();
    expect(room.keys).toEqual([]);
    room.runtime.advance(1);
    await room.settled();
    await expect(outcome).rejects.toMatchObject({ condition: 'handler-failed' });
    expect(room.keys).toEqual(['outcomes_do_errorhandlerfailed']);
    expect(room.faults[0]?.fault).toMatchObject({
      message: 'action Outcomes/Do took longer than 3000 ms',
    });

    stuck.open();
    await room.settled();
    expect((late as Error).message).toContain('this handler has ended');
    expect(room.keys).toEqual(['outcomes_do_errorhandlerfailed']);
    expect(room.sent).toHaveLength(1);
  });

  it('and fails later disturbs nobody', async () => {
    const room = open({ limits: { handlerMs: 3000 } });
    const stuck = gate();
    script.handle = () => stuck.passed;
    void room.request(new Do({ note: 'n' }));
    room.answer();
    room.runtime.advance(3000);
    await room.settled();
    stuck.fail(new Error('late'));
    await new Promise(setImmediate);
    expect(room.faults).toHaveLength(1);
  });
});

describe('a handler that asks its own session', () => {
  it.each(['handle', 'errorGone'] as const)('in %s is told by name what to do', async (method) => {
    const room = open();
    let refusal: unknown;
    script[method] = async () => {
      refusal = await room.engine.request(new Do({ note: 'inner' })).catch((e: unknown) => e);
    };
    void room.request(new Do({ note: 'outer' }));
    if (method === 'handle') room.answer();
    else room.refuse('gone');
    await room.settled();
    expect(refusal).toMatchObject({
      message: expect.stringMatching(
        /^action Outcomes\/Do called request\(Outcomes\/Do\) on its own session.*ctx\.request\(\)/,
      ),
    });
    expect(room.sent).toHaveLength(1);
  });
});

describe('request() resolves', () => {
  it('with the content as the packet has it', async () => {
    const room = open();
    script.handle = (ctx, { params }) => {
      ctx.deliver('handle', { ...params, secret: 1 } as { note: string });
    };
    const outcome = room.request(new Do({ note: 'n' }));
    room.answer();
    expect(await outcome).toEqual({ note: 'n' });
  });

  it('with nothing where the action delivers nothing', async () => {
    const room = open();
    await expect(room.request(new Say())).resolves.toBeUndefined();
    expect(room.keys).toEqual([]);
  });
});

describe('an action that goes on', () => {
  const again = (room: TestRoom) => {
    script = {
      errorGone: (ctx) => {
        ctx.goOn(new Do({ note: 'second' }));
      },
    };
    return room.request(new Do({ note: 'first' }));
  };

  it('is waited for until the request in its place has ended', async () => {
    const room = open();
    const asked = again(room);
    room.refuse('gone');
    expect(room.sent).toHaveLength(2);
    expect(room.packets).toEqual([]);
    room.answer();
    await expect(asked).resolves.toEqual({ note: 'second' });
    expect(room.keys).toEqual(['outcomes_do_handle']);
  });

  it('fails as the request in its place does', async () => {
    const room = open();
    const asked = again(room);
    room.refuse('gone');
    room.refuse('conflict');
    await expect(asked).rejects.toMatchObject({ condition: 'conflict' });
    expect(room.keys).toEqual(['outcomes_do_errorconflict']);
  });

  it('is cancelled as what it has become', async () => {
    const room = open();
    script = {
      errorGone: (ctx) => {
        ctx.goOn(new Do({ note: 'second' }));
      },
    };
    const taken = new AbortController();
    const asked = room.request(new Do({ note: 'first' }), { signal: taken.signal });
    room.refuse('gone');
    taken.abort();
    room.runtime.flush();
    await expect(asked).rejects.toMatchObject({ condition: 'cancelled' });
  });

  it('goes on once', () => {
    const room = open();
    script = {
      errorGone: (ctx) => {
        ctx.goOn(new Do({ note: 'second' }));
        ctx.goOn(new Do({ note: 'third' }));
      },
    };
    void room.request(new Do({ note: 'first' }));
    room.refuse('gone');
    expect(room.sent).toHaveLength(1);
    expect(room.keys).toEqual(['outcomes_do_errorhandlerfailed']);
    expect(room.faults).toHaveLength(1);
  });
});
