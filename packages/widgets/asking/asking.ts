import type { ReactiveController } from 'lit';
import { RequestError } from '@xec/packet-source';
import type { FollowingHost } from '../following.js';
import { explainPacket } from '../language/conditions/explain.js';
import { pageLanguage } from '../language/page-language.js';

/** How a request of a widget ended. */
export type Answer =
  | { readonly ok: true; readonly content: unknown }
  | { readonly ok: false; readonly condition: string };

/** Requests of a widget: which are on their way, and in words what became of the last one that failed. */
export class Asking implements ReactiveController {
  /** What went wrong; empty: nothing did. */
  failure = '';
  readonly #host: FollowingHost;
  readonly #pending = new Map<string, number>();

  constructor(host: FollowingHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.failure = '';
  }

  /** Whether anything is on its way, or this action. */
  isBusy(action?: string): boolean {
    return action === undefined ? this.#pending.size > 0 : this.#pending.has(action);
  }

  /** Forgets what went wrong. */
  clear(): void {
    if (this.failure === '') return;
    this.failure = '';
    this.#host.requestUpdate();
  }

  /** Says that something went wrong before anything was asked. */
  fail(failure: string): void {
    this.failure = failure;
    this.#host.requestUpdate();
  }

  /**
   * Requests an action, and says what went wrong unless it is one of `known`, about which the widget has
   * something better to say.
   */
  async run(action: string, params: unknown, known: readonly string[] = []): Promise<Answer> {
    const { source } = this.#host;
    this.failure = '';
    this.#count(action, 1);
    try {
      if (source === undefined) throw new RequestError('connection-lost');
      return { ok: true, content: await source.request(action, params) };
    } catch (error) {
      const condition = error instanceof RequestError ? error.condition : 'undefined-condition';
      if (!known.includes(condition)) this.failure = sentence(action, condition);
      return { ok: false, condition };
    } finally {
      this.#count(action, -1);
    }
  }

  #count(action: string, by: 1 | -1): void {
    const now = (this.#pending.get(action) ?? 0) + by;
    if (now === 0) this.#pending.delete(action);
    else this.#pending.set(action, now);
    this.#host.requestUpdate();
  }
}

/** What was tried, why it did not work, what to do next. */
function sentence(action: string, condition: string): string {
  const key = action.toLowerCase().replace('/', '_');
  const { tried, why, next } = explainPacket(pageLanguage(), key, condition);
  return `${tried}. ${why} ${next}`.trim();
}

/** The patterns of the error packets of actions whose failures a widget shows itself. */
export const errorsOf = (actions: readonly string[]): readonly string[] =>
  actions.map((action) => `${action.toLowerCase().replace('/', '_')}_error*`);
