import type { Element } from '@xec/stanza';
import type { Tried } from '../dispatch/match.js';
import type { FactChange } from '../facts.js';
import type { PendingRecord } from '../journal/journal.js';
import type { Log } from '../log.js';
import type { Registration } from '../registry.js';
import type { Tracer } from './ports.js';

/** Those who want to know what becomes of stanzas: the log at its debug level, and a tool. */
export class Onlookers {
  /** Hears every look-up; `undefined` while nobody wants to. */
  tried: ((look: Tried) => void) | undefined = undefined;
  readonly #session: string;
  readonly #log: Log;
  #tracer: Tracer | undefined = undefined;

  constructor(session: string, log: Log) {
    this.#session = session;
    this.#log = log;
    if (log.isDebug) this.tried = this.#logTried;
  }

  /** Lets a tool look on. */
  add(tracer: Tracer): void {
    this.#tracer = tracer;
    this.tried = (look) => {
      tracer.tried(look);
      if (this.#log.isDebug) this.#logTried(look);
    };
  }

  answered(request: Element, answer: Element): void {
    this.#tracer?.answered(request, answer);
  }

  ran(stanza: Element, registration: Registration): void {
    this.#tracer?.ran?.(stanza, registration);
  }

  learnt(change: FactChange): void {
    this.#tracer?.learnt?.(change);
  }

  completed(stanza: Element, record: PendingRecord): void {
    this.#tracer?.completed?.(stanza, record);
  }

  ignored(stanza: Element, reason: string): void {
    this.#tracer?.ignored(stanza, reason);
    if (!this.#log.isDebug) return;
    this.#log.debug('stanza-ignored', {
      session: this.#session,
      kind: stanza.getName(),
      id: stanza.attrs['id'] as unknown,
      from: stanza.attrs['from'] as unknown,
      reason,
    });
  }

  readonly #logTried = ({ found, ...look }: Tried): void => {
    this.#log.debug('payload-looked-up', {
      session: this.#session,
      ...look,
      found: found.map(({ description }) => description.name),
    });
  };
}
