import type { Element } from '@xec/stanza';
import type { HandlerContext } from '../dispatch/context.js';
import type { ContentOf, MethodOf } from '../packet/packet.js';
import type { Action } from './action.js';

/** What an action's methods get beside the reply. */
export interface ActionContext<out Name extends string = string> extends HandlerContext {
  /** The id of the request; the idempotency key of effects outside the journal. */
  readonly id: string;
  /** Emits the packet `<group>_<class>_<method>`. */
  deliver<M extends string>(
    method: M & MethodOf<Name, M>,
    content: NoInfer<ContentOf<Name, M>>,
  ): void;
  /**
   * Goes on with `next`, once: it takes this request's place. Whoever waits for this one waits for that
   * one, and how this one ended is told to nobody but its methods.
   */
  goOn(next: Action<Name, unknown>): void;
  /** The stanza that ended the action; absent for a timeout, a cancellation, a lost connection. */
  readonly stanza: Element | undefined;
}
