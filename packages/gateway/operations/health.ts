/**
 * Whether the process lives, and whether it should be sent anybody.
 */
import { Hono } from 'hono';
import type { Journal } from '@xec/xec';
import type { Accounts } from '../accounts/accounts.js';
import { healthOf, type JournalHealth } from './journal-health.js';

/** Whether the gateway is ready, and why not. */
export interface Readiness {
  readonly isReady: boolean;
  readonly reasons: readonly ('draining' | 'journal')[];
}

/** How long an answer of a journal is good for. */
const GOOD_MS = 1000;

/** Asks journals how they do: so often as somebody wants to know, but once a second. */
export class Health {
  readonly #accounts: Accounts;
  readonly #own: Journal | undefined;
  #last: { readonly at: number; readonly found: Promise<readonly JournalHealth[]> } | undefined =
    undefined;

  /** @param own the journal of accounts that sign in */
  constructor(accounts: Accounts, own: Journal | undefined) {
    this.#accounts = accounts;
    this.#own = own;
  }

  async readiness(): Promise<Readiness> {
    const reasons: Readiness['reasons'][number][] = [];
    if (this.#accounts.isDraining) reasons.push('draining');
    const journals = await this.journals();
    if (this.#isRefused || journals.some(({ isWell }) => !isWell)) reasons.push('journal');
    return { isReady: reasons.length === 0, reasons };
  }

  journals(): Promise<readonly JournalHealth[]> {
    const now = performance.now();
    if (this.#last === undefined || now - this.#last.at > GOOD_MS) {
      const all = new Set(this.#accounts.all.map(({ account }) => account.person.journal));
      if (this.#own !== undefined) all.add(this.#own);
      this.#last = { at: now, found: Promise.all([...all].map(healthOf)) };
    }
    return this.#last.found;
  }

  /** Whether a session had to leave its stream because its journal stores nothing. */
  get #isRefused(): boolean {
    return this.#accounts.all.some(({ account }) => {
      const { state } = account.person.client;
      return 'reason' in state && state.reason.condition === 'journal';
    });
  }
}

/** `/healthz`: the process lives. `/readyz`: it takes browsers, else 503. They say nothing about anybody. */
export function makeHealth(health: Health): Hono {
  const app = new Hono();
  app.get('/healthz', (ctx) => ctx.json({ status: 'ok' }));
  app.get('/readyz', async (ctx) => {
    const { isReady, reasons } = await health.readiness();
    return ctx.json({ status: isReady ? 'ok' : 'not-ready', reasons }, isReady ? 200 : 503);
  });
  return app;
}
