/**
 * What handlers, and those who wake them, need of the session whose stanza they handle. The engine
 * gives it; nothing here knows the engine.
 */
import type { Element, Jid } from '@xec/stanza';
import type { AnyAction } from '../action/any-action.js';
import type { BuildContext } from '../action/build-context.js';
import type { BoundName } from '../bounds.js';
import type { Handled } from '../handled.js';
import type { FactChange, SessionFacts } from '../facts.js';
import type { PendingRecord } from '../journal/journal.js';
import type { Unit, Waiter } from '../journal/unit.js';
import type { Log } from '../log.js';
import type { CheckedPacket } from '../packet/made-packet.js';
import type { AnyPayload, PayloadClass } from '../payload/payload.js';
import type { Registration, Registry } from '../registry.js';
import type { Runtime } from '../runtime.js';
import type { Tried } from './match.js';

/** A request that is built and written, and has not begun. */
export interface PreparedRequest {
  readonly record: PendingRecord;
  readonly xml: string;
  readonly timeoutMs: number;
  /** What the session knows as long as it waits. */
  readonly holds: FactChange | undefined;
  /** What is known as soon as it is stored. */
  readonly facts?: readonly FactChange[];
}

/** What is known of the class of a handler. */
export interface HandlerKind {
  /** What logs and errors call it: `payload Carbons`. */
  readonly what: string;
  /** Whether it was given services: one of them may be a client that it waits for. */
  readonly takesServices: boolean;
}

export interface Handling {
  /** The session's name. */
  readonly name: string;
  readonly facts: SessionFacts;
  readonly registry: Registry;
  readonly runtime: Runtime;
  readonly log: Log;
  readonly limits: { readonly handlerMs: number; readonly handlers: number };
  readonly pending: {
    get(id: string): PendingRecord | undefined;
    /** By bare JID: ids of requests that a presence or message of its own from there answers. */
    readonly awaited: ReadonlyMap<string, ReadonlySet<string>>;
    /** Takes a request out: it has ended. Whoever waits for it is returned. */
    take(id: string): Waiter | undefined;
  };
  /** Hears every look-up; `undefined` while nobody listens. */
  readonly tried: ((look: Tried) => void) | undefined;

  /** How much of something may be kept. */
  bound(name: BoundName): number;
  /** The instance of a payload class for this session. */
  payload(type: PayloadClass): AnyPayload;
  /** The prepared sender of a stanza; the own bare JID where it names none. */
  senderOf(stanza: Element): Jid;
  /** Calls `method` of `handler`, and knows while it runs whose it is. */
  wake<Arg, Draft>(
    kind: HandlerKind,
    handler: object,
    method: (arg: Arg, draft: Draft) => Handled,
    arg: Arg,
    draft: Draft,
  ): Handled;
  /**
   * Builds and writes a request; nothing has begun yet.
   *
   * @param ctx what `build` may know
   * @param others how many more have been prepared beside it
   * @throws when the action is not in use, cannot be built or written, or is one too many
   */
  prepare(action: AnyAction, ctx: BuildContext, others: number): PreparedRequest;

  // What they did joins the unit of work.
  learn(unit: Unit, change: FactChange): void;
  addPacket(unit: Unit, packet: CheckedPacket, from: string | undefined): void;
  addStanza(unit: Unit, xml: string): void;
  addRequest(unit: Unit, request: PreparedRequest): void;
  /** Lets a request take the place of one that has ended: `waiter` waits for it now. */
  goOn(unit: Unit, request: PreparedRequest, waiter: Waiter | undefined): void;
  /** Answers an iq get or set. */
  answer(unit: Unit, request: Element, answer: Element, xml?: string): void;

  // What became of the stanza, for those who look on.
  ran(stanza: Element, registration: Registration): void;
  completed(stanza: Element, record: PendingRecord): void;
  ignored(stanza: Element, reason: string): void;
  fault(fault: unknown, where: string): void;
}
