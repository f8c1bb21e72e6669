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
    const call: readonly [string, readonly unknown[]] = [method, args];
    const answer: Promise<unknown> = this.page.evaluate(
      ([name, given]) => (globalThis as unknown as WorkerScope).callSource(name, given),
      call,
    );
    return answer as ReturnType<SourceProbe[M]>; // as the method there gave it
  }
}
