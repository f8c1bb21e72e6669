import type { HeardOutcome, HeardPacket, SourceProbe } from '@xec/testing';
import type { Page } from 'playwright-core';
import type { WorkerScope } from './worker-calls.js';

/** A source in a page, as a test in Node has it. */
export class PageProbe implements SourceProbe {
  constructor(readonly page: Page) {}

  open(): Promise<void> {
    return this.#call('open');
  }

  close(): Promise<void> {
    return this.#call('close');
  }

  isLive(): Promise<void> {
    return this.#call('isLive');
  }

  subscribe(patterns: readonly string[]): Promise<number | string> {
    return this.#call('subscribe', patterns);
  }

  unsubscribe(id: number): Promise<void> {
    return this.#call('unsubscribe', id);
  }

  heard(id: number, least: number): Promise<readonly HeardPacket[]> {
    return this.#call('heard', id, least);
  }

  resyncs(): Promise<number> {
    return this.#call('resyncs');
  }

  ask(action: string, params?: unknown): Promise<number> {
    return this.#call('ask', action, params);
  }

  cancel(request: number): Promise<void> {
    return this.#call('cancel', request);
  }

  outcome(request: number): Promise<HeardOutcome> {
    return this.#call('outcome', request);
  }

  #call<M extends keyof SourceProbe>(
    method: M,
    ...args: Parameters<SourceProbe[M]>
  ): ReturnType<SourceProbe[M]> {
    // The script has put it there, and its answer comes as it was.
    return this.page.evaluate(
      ([name, given]) => (globalThis as unknown as WorkerScope).callSource(name, given as never),
      [method, args] as const,
    ) as ReturnType<SourceProbe[M]>;
  }
}
