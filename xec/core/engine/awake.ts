import type { AnyAction } from '../action/any-action.js';
import type { Handled } from '../handled.js';
import type { HandlerKind } from '../dispatch/handling.js';
import type { HandlerRun, HandlerScope } from '../dispatch/scope.js';
import { isPromise } from '../is-promise.js';
import type { Log } from '../log.js';
import type { Runtime } from '../runtime.js';

/** A handler that keeps the process from everything else for so long is reported, in milliseconds. */
const BLOCKED_MS = 1000;

/** Knows which handler of a session is running. */
export class Awake {
  readonly #session: { readonly name: string };
  readonly #runtime: Runtime;
  readonly #scope: HandlerScope | undefined;
  readonly #log: Log;
  /** The handler whose synchronous part runs now. */
  #now: string | undefined = undefined;
  /** In a piece of work, when its last handler ended, or it began; else 0. */
  #since = 0;

  constructor(session: { readonly name: string }, runtime: Runtime, log: Log) {
    this.#session = session;
    this.#runtime = runtime;
    this.#log = log;
    this.#scope = runtime.scope;
  }

  /** A piece of work begins: the clock is read once for the end of a handler and the beginning of the next. */
  begin(): void {
    this.#since = this.#runtime.monotonic();
  }

  /** It has ended, or waits for something. */
  end(): void {
    this.#since = 0;
  }

  /** Calls `method` of `handler`. */
  call<Arg, Draft>(
    { what, takesServices }: HandlerKind,
    handler: object,
    method: (arg: Arg, draft: Draft) => Handled,
    arg: Arg,
    draft: Draft,
  ): Handled {
    this.#runtime.point?.('in-handle', this.#session.name);
    // Only a handler that was given services can hold a client to wait for.
    if (takesServices && this.#scope !== undefined) {
      return this.#callInScope(this.#scope, what, () => method.call(handler, arg, draft));
    }
    this.#now = what;
    const beginning = this.#beginning();
    try {
      return method.call(handler, arg, draft);
    } finally {
      this.#now = undefined;
      this.#reportBlocking(what, beginning);
    }
  }

  /** @throws Error when a handler asks, naming it: it would wait for an answer behind itself */
  mustNotWait(action: AnyAction): void {
    const run = this.#scope?.getStore();
    const asker = run?.session === this.#session && !run.isOver ? run.what : this.#now;
    if (asker === undefined) return;
    throw new Error(
      `${asker} called request(${action.actionName}) on its own session and would wait for ` +
        'itself: call ctx.request() and go on in the next action’s handle',
    );
  }

  /** Whoever holds up all sessions of the process is named. */
  #reportBlocking(handler: string, beginning: number): void {
    const now = this.#runtime.monotonic();
    if (this.#since !== 0) this.#since = now;
    const ms = Math.round(now - beginning);
    if (ms >= BLOCKED_MS)
      this.#log.warn('handler-blocked', { session: this.#session.name, handler, ms });
  }

  #beginning(): number {
    return this.#since === 0 ? this.#runtime.monotonic() : this.#since;
  }

  #callInScope(scope: HandlerScope, what: string, call: () => Handled): Handled {
    const run: HandlerRun = { what, session: this.#session, isOver: false };
    const end = (): void => {
      run.isOver = true;
    };
    const beginning = this.#beginning();
    let done: Handled;
    try {
      done = scope.run(run, call);
    } catch (fault) {
      end();
      throw fault;
    } finally {
      this.#reportBlocking(what, beginning);
    }
    if (isPromise(done)) return Promise.resolve(done).finally(end);
    end();
    return done;
  }
}
