import type { Element } from '@xec/stanza';
import type { Tried } from '../dispatch/match.js';
import type { FactChange } from '../facts.js';
import { isPromise } from '../is-promise.js';
import type { OutboundStanza, PendingRecord, UnitOfWork } from '../journal/journal.js';
import type { Log } from '../log.js';
import type { Registration } from '../registry.js';
import type { Runtime } from '../runtime.js';
import type { Tracer } from './ports.js';

const nobody: readonly Tracer[] = [];

/** Those who want to know what becomes of stanzas: the log at its debug level, and tools. */
export class Onlookers {
  /** Hears every look-up; `undefined` while nobody wants to. */
  tried: ((look: Tried) => void) | undefined = undefined;
  readonly #session: string;
  readonly #log: Log;
  /** Most sessions have none, ever: one list for all of those. */
  #tracers: readonly Tracer[] = nobody;

  constructor(session: string, log: Log) {
    this.#session = session;
    this.#log = log;
    if (log.isDebug) {
      this.tried = (look) => {
        this.#logTried(look);
      };
    }
  }

  get tracers(): readonly Tracer[] {
    return this.#tracers;
  }

  /** Lets a tool look on. */
  add(tracer: Tracer): void {
    if (this.#tracers.includes(tracer)) return;
    this.#tracers = [...this.#tracers, tracer];
    this.tried = (look) => {
      for (const each of this.#tracers) each.tried(look);
      if (this.#log.isDebug) this.#logTried(look);
    };
  }

  answered(request: Element, answer: Element): void {
    for (const tracer of this.#tracers) tracer.answered(request, answer);
  }

  ran(stanza: Element, registration: Registration): void {
    for (const tracer of this.#tracers) tracer.ran?.(stanza, registration);
  }

  learnt(change: FactChange): void {
    for (const tracer of this.#tracers) tracer.learnt?.(change);
  }

  completed(stanza: Element, record: PendingRecord): void {
    for (const tracer of this.#tracers) tracer.completed?.(stanza, record);
  }

  /** Has `intake` handle the stanza, and tells tools how long that took. */
  watch(
    stanza: Element,
    runtime: Runtime,
    intake: { handle(stanza: Element): void | Promise<void> },
  ): void | Promise<void> {
    if (this.#tracers.length === 0) return intake.handle(stanza);
    for (const tracer of this.#tracers) tracer.received?.(stanza);
    const began = runtime.monotonic();
    const tell = (): void => {
      const ms = runtime.monotonic() - began;
      for (const tracer of this.#tracers) tracer.handled?.(stanza, ms);
    };
    const done = intake.handle(stanza);
    if (isPromise(done)) return done.then(tell);
    tell();
  }

  stored(unit: UnitOfWork): void {
    for (const tracer of this.#tracers) tracer.stored?.(unit);
  }

  /** Tells nothing of their contents, which may be secret. */
  left(stanzas: readonly OutboundStanza[]): void {
    if (this.#tracers.length === 0) return;
    const told = stanzas.map(({ number, id }) => (id === undefined ? { number } : { number, id }));
    for (const tracer of this.#tracers) tracer.left?.(told);
  }

  ignored(stanza: Element, reason: string): void {
    for (const tracer of this.#tracers) tracer.ignored(stanza, reason);
    if (!this.#log.isDebug) return;
    this.#log.debug('stanza-ignored', {
      session: this.#session,
      kind: stanza.getName(),
      id: stanza.attrs['id'] as unknown,
      from: stanza.attrs['from'] as unknown,
      reason,
    });
  }

  #logTried({ found, ...look }: Tried): void {
    this.#log.debug('payload-looked-up', {
      session: this.#session,
      ...look,
      found: found.map(({ description }) => description.name),
    });
  }
}
