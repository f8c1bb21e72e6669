import type { HandlerRun, HandlerScope, Runtime } from '@xec/xec';

/** Random bytes are drawn in blocks: an id costs no call of its own. */
const BLOCK = 4096;
let block = new Uint8Array(0);
let used = 0;

function random(count: number): Uint8Array {
  if (count > BLOCK) throw new RangeError(`expected at most ${String(BLOCK)} random bytes`);
  if (used + count > block.length) {
    block = crypto.getRandomValues(new Uint8Array(BLOCK));
    used = 0;
  }
  used += count;
  const bytes = block.slice(used - count, used);
  block.fill(0, used - count, used); // given out once
  return bytes;
}

/** The end of a turn: after the input that is ready, before the next timers. */
function makeSoon(): (run: () => void) => void {
  if (typeof setImmediate === 'function') {
    return (run) => {
      setImmediate(run);
    };
  }
  const { port1, port2 } = new MessageChannel();
  const jobs: (() => void)[] = [];
  port1.onmessage = () => {
    jobs.shift()?.();
  };
  return (run) => {
    jobs.push(run);
    port2.postMessage(undefined);
  };
}

// Node has it; browsers do not, and these packages are compiled for both.
declare const setImmediate: ((run: () => void) => unknown) | undefined;

/** Node's way to follow a call through its awaits; pages have none yet. */
function findScope(): HandlerScope | undefined {
  const { process } = globalThis as { process?: NodeProcess };
  const hooks = process?.getBuiltinModule?.('node:async_hooks');
  return hooks === undefined ? undefined : new hooks.AsyncLocalStorage<HandlerRun>();
}

// What is needed of Node's types: these packages are compiled for browsers too.
interface NodeProcess {
  getBuiltinModule?(name: 'node:async_hooks'): {
    AsyncLocalStorage: new <T>() => {
      run<R>(store: T, call: () => R): R;
      getStore(): T | undefined;
    };
  };
}

const scope = findScope();
const resolved = Promise.resolve();

/** The clock, randomness and timers of the process or page. */
export const systemRuntime: Runtime = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  random,
  later(ms, run) {
    const timer = setTimeout(run, ms);
    return () => {
      clearTimeout(timer);
    };
  },
  soon: makeSoon(),
  // Node's `queueMicrotask` makes a resource to follow for each.
  next: (run) => {
    void resolved.then(run);
  },
  ...(scope !== undefined && { scope }),
};
