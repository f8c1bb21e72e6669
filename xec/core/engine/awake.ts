import type { AnyAction } from '../action/any-action.js';
import type { Handled } from '../handled.js';
import type { HandlerKind } from '../dispatch/handling.js';
import type { HandlerRun, HandlerScope } from '../dispatch/scope.js';
import { isPromise } from '../is-promise.js';
import type { Log } from '../log.js';
import type { Runtime } from '../runtime.js';

/** A handler that keeps the process from everything else for so long is reported, in milliseconds. */
const BLOCKED_MS = 1000;

/** The handlers of the piece of work that is being done; those of one inside of another lie behind them. */
const running: string[] = [];
let top = 0;

/** Knows which handler of a session is running. */
export class Awake {
  readonly #session: { readonly name: string };
  readonly #runtime: Runtime;
  readonly #scope: HandlerScope | undefined;
  readonly #log: Log;
  /** The handler whose synchronous part runs now. */
  #now: string | undefined = undefined;
  /** When the piece of work began that is being done; 0 where none is. */
  #since = 0;
  /** Where its handlers begin in `running`. */
  #base = 0;

  constructor(session: { readonly name: string }, runtime: Runtime, log: Log) {
    this.#session = session;
    this.#runtime = runtime;
    this.#log = log;
    this.#scope = runtime.scope;
  }

  /**
   * A piece of work begins: the clock is read once for all handlers of it, because that costs as much as
   * a small one does.
   *
   * @param at when it came in, where that is known; 0: now
   */
  begin(at: number): void {
    this.#since = at === 0 ? this.#runtime.monotonic() : at;
    this.#base = top;
  }

  /** It has ended, or waits for something. */
  end(): void {
    const since = this.#since;
    this.#since = 0;
    if (top === this.#base) return; // nobody was called
    try {
      this.#reportBlocking(since);
    } finally {
      top = this.#base; // whatever a log's sink throws
    }
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
    const beginning = this.#beginning(what);
    try {
      return method.call(handler, arg, draft);
    } finally {
      this.#now = undefined;
      if (beginning !== 0) this.#reportBlocking(beginning, what);
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
  #reportBlocking(since: number, what?: string): void {
    const ms = Math.round(this.#runtime.monotonic() - since);
    if (ms < BLOCKED_MS) return;
    const handler = what ?? running.slice(this.#base, top).join(', ');
    this.#log.warn('handler-blocked', { session: this.#session.name, handler, ms });
  }

  /** When `what` begins, where it is measured by itself; 0 where the piece of work is that it belongs to. */
  #beginning(what: string): number {
    if (this.#since === 0) return this.#runtime.monotonic();
    running[top++] = what;
    return 0;
  }

  #callInScope(scope: HandlerScope, what: string, call: () => Handled): Handled {
    const run: HandlerRun = { what, session: this.#session, isOver: false };
    const end = (): void => {
      run.isOver = true;
    };
    const beginning = this.#beginning(what);
    let done: Handled;
    try {
      done = scope.run(run, call);
    } catch (fault) {
      end();
      throw fault;
    } finally {
      if (beginning !== 0) this.#reportBlocking(beginning, what);
    }
    if (isPromise(done)) return Promise.resolve(done).finally(end);
    end();
    return done;
  }
}
