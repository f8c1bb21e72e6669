/**
 * What an engine is given, and what it asks of the session that owns it.
 */
import type { Element } from '@xec/stanza';
import type { BoundSettings } from '../bounds.js';
import type { Tried } from '../dispatch/match.js';
import type { JournalError } from '../errors.js';
import type { FactChange } from '../facts.js';
import type { Committer } from '../journal/committer.js';
import type { OutboundStanza, PendingRecord } from '../journal/journal.js';
import type { Log } from '../log.js';
import type { AnyPacket } from '../packet/packet.js';
import type { AnyPayload, PayloadClass } from '../payload/payload.js';
import type { Registration, Registry } from '../registry.js';
import type { Runtime } from '../runtime.js';
import type { Deadlines } from './deadlines.js';

/** How much of everything there may be. */
export interface EngineLimits {
  /** How long an async handler may take, in milliseconds. Default 10,000. */
  readonly handlerMs: number;
  /** How long an action waits for its answer where nobody says, in milliseconds. Default 60,000. */
  readonly requestMs: number;
  /** Handlers that run for one stanza. Over it: the others do not. Default 64. */
  readonly handlers: number;
  /** Bounds of rooms that are to be others than their defaults: `{ 'caps.known': 100 }`. */
  readonly bounds: BoundSettings;
  /** How many requests may be pending. More are refused. Default 10,000. */
  readonly pending: number;
  /** How many stanzas may wait for a handler before reading pauses. Default 256. */
  readonly backlog: number;
  /**
   * Packets that a subscriber with a place (`since`, `name`) has in memory. Over it: it reads them from the
   * journal when their turn comes. Default 100.
   */
  readonly readAhead: number;
  /** How many units of work may wait for the journal before reading pauses. Default 1,024. */
  readonly unstored: number;
}

export const defaultEngineLimits: EngineLimits = {
  handlerMs: 10_000,
  requestMs: 60_000,
  handlers: 64,
  bounds: {},
  pending: 10_000,
  backlog: 256,
  readAhead: 100,
  unstored: 1024,
};

/** What all sessions of a process share. */
export interface EngineShared {
  readonly registry: Registry;
  readonly runtime: Runtime;
  readonly log: Log;
  readonly committer: Committer;
  readonly deadlines: Deadlines;
  readonly limits: EngineLimits;
}

/** What the engine asks of the session that owns it. */
export interface EngineHost {
  /** The instance of a payload class for this session. */
  payload(type: PayloadClass): AnyPayload;
  /** These stanzas are stored: send them now, or when there is a stream. In order. */
  output(stanzas: readonly OutboundStanza[]): void;
  /** The request ended: if its stanza has not left, it will not; gives that one's number. */
  withdraw(id: string): number | undefined;
  publish(packet: AnyPacket): void;
  /** A fault of a handler or a subscriber, and where it happened. */
  onFault(fault: unknown, where: string): void;
  /** More stanzas wait than `limits.backlog`: stop reading; or: read on. */
  onPressure(isHigh: boolean): void;
  /** What the `count`th stanza of the stream did is stored: the server may know. */
  onCommitted(count: number): void;
  /**
   * The journal will not store what stanzas did: they count as not received. With `fenced` the session
   * has another owner.
   */
  onJournalRefusal(error: JournalError): void;
}

/** Hears what becomes of stanzas; for tools. */
export interface Tracer {
  tried(look: Tried): void;
  ignored(stanza: Element, reason: string): void;
  answered(stanza: Element, answer: Element): void;
  /** A payload ran for an element of the stanza. */
  ran?(stanza: Element, registration: Registration): void;
  /** The session learns or forgets a fact. */
  learnt?(change: FactChange): void;
  /** The stanza ended a request. */
  completed?(stanza: Element, record: PendingRecord): void;
}

/** How a caller wants to wait. */
export interface RequestOptions {
  /** Takes the request back. Its outcome is then `cancelled`. */
  readonly signal?: AbortSignal;
  /** How long to wait for the answer, in milliseconds. */
  readonly timeoutMs?: number;
}
