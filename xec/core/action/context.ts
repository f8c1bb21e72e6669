import type { Element, Jid } from '@xec/stanza';
import type { HandlerContext } from '../dispatch/context.js';
import type { FactMap, FactSection } from '../facts.js';
import type { Advertised } from '../registry.js';
import type { ContentOf, MethodOf } from '../packet/packet.js';

/** What `build` may know of the session beside the action's params. */
export interface BuildContext {
  /** Our own full JID; before the first login the account. */
  readonly self: Jid;
  /** What this client says about itself in service discovery. */
  readonly advertised: Advertised;
  fact<S extends FactSection>(section: S, key: string): FactMap[S] | undefined;
}

/** What an action's methods get beside the reply. */
export interface ActionContext<Name extends string = string> extends HandlerContext {
  /** The id of the request; the idempotency key of effects outside the journal. */
  readonly id: string;
  /** Emits the packet `<group>_<class>_<method>`. */
  deliver<M extends MethodOf<Name>>(method: M, content: ContentOf<Name, M>): void;
  /** The stanza that ended the action; absent for a timeout, a cancellation, a lost connection. */
  readonly stanza: Element | undefined;
}
