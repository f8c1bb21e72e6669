import type { ReactiveController } from 'lit';
import { RequestError } from '@xec/packet-source';
import type { FollowingHost } from '../following.js';
import { languageOf } from '../language/texts.js';
import { texts } from './texts.js';

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
      if (!known.includes(condition)) this.failure = sentence(condition, error);
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

/** Why; where nobody has a sentence for it, in the server's own words. */
function sentence(condition: string, error: unknown): string {
  const { because, otherwise } = texts[languageOf(document.documentElement.lang)];
  const said = error instanceof Error && error.message !== condition ? error.message : '';
  const known: ReadonlyMap<string, string> = new Map(Object.entries(because));
  return known.get(condition) ?? otherwise(said || condition);
}
