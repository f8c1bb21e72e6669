import type { AnyAction } from '../action/any-action.js';
import type { Handled } from '../handled.js';
import type { HandlerRun, HandlerScope } from '../dispatch/scope.js';
import { isPromise } from '../is-promise.js';

/** Knows which handler of a session is running. */
export class Awake {
  readonly #session: object;
  readonly #scope: HandlerScope | undefined;
  /** The handler whose synchronous part runs now. */
  #now: string | undefined = undefined;

  constructor(session: object, scope: HandlerScope | undefined) {
    this.#session = session;
    this.#scope = scope;
  }

  /** Calls `method` of `handler`. */
  call<Arg, Draft>(
    what: string,
    handler: object,
    method: (arg: Arg, draft: Draft) => Handled,
    arg: Arg,
    draft: Draft,
  ): Handled {
    // Only a handler that was given services can hold a client to wait for.
    if (this.#scope !== undefined && handler.constructor.length > 0) {
      return this.#callInScope(this.#scope, what, () => method.call(handler, arg, draft));
    }
    this.#now = what;
    try {
      return method.call(handler, arg, draft);
    } finally {
      this.#now = undefined;
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

  #callInScope(scope: HandlerScope, what: string, call: () => Handled): Handled {
    const run: HandlerRun = { what, session: this.#session, isOver: false };
    const end = (): void => {
      run.isOver = true;
    };
    let done: Handled;
    try {
      done = scope.run(run, call);
    } catch (fault) {
      end();
      throw fault;
    }
    if (isPromise(done)) return Promise.resolve(done).finally(end);
    end();
    return done;
  }
}
