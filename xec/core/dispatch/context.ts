import type { Element, Jid } from '@xec/stanza';
import type { AnyAction } from '../action/any-action.js';
import type { ContentAt, PacketKey } from '../packet/packet.js';
import type { Advertised } from '../advertised.js';
import type { BoundName } from '../bounds.js';
import type { FactMap, FactSection } from '../facts.js';

/**
 * What every handler gets. All it does is staged, and takes effect when the handler has returned: a
 * handler that throws leaves nothing behind.
 */
export interface HandlerContext {
  /** Our own full JID. */
  readonly self: Jid;
  /** The prepared sender of the stanza; the own bare JID where it names none. */
  readonly from: Jid;
  /** What this client says about itself in service discovery: what is in use. */
  readonly advertised: Advertised;
  /** Now, milliseconds since 1970. */
  now(): number;
  /** Emits a packet. */
  emit<K extends PacketKey>(key: K, content: NoInfer<ContentAt<K>>): void;
  /** Sends a stanza that is no request. */
  send(stanza: Element): void;
  /** Starts another action. It is stored together with this handler's effects. */
  request(action: AnyAction): void;
  /** What the session knows: contacts, rooms and what else rooms keep. */
  fact<S extends FactSection>(section: S, key: string): FactMap[S] | undefined;
  /** Whether it is a joined room, or one that we are about to join. */
  isRoom(bare: string): boolean;
  /** How much of something may be kept: what the application set, or the default. */
  bound(name: BoundName): number;
  /** How many facts a section has. */
  count(section: FactSection): number;
  /** All facts of a section, by key. */
  facts<S extends FactSection>(section: S): ReadonlyMap<string, FactMap[S]>;
  /** Learns a fact of a declared section; `undefined` forgets it. Stored with the session. */
  learn<S extends FactSection>(section: S, key: string, value: FactMap[S] | undefined): void;
}
