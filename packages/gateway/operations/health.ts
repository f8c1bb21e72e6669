/**
 * Whether the process lives, and whether it should be sent anybody.
 */
import { Hono } from 'hono';
import { JournalError, type Journal } from '@xec/xec';
import type { Accounts } from '../accounts/accounts.js';

/** How a journal does. */
export interface JournalHealth {
  readonly survives: string;
  readonly isWell: boolean;
  /** How long a small question took, in milliseconds. */
  readonly ms: number;
  /** Why it is not well: a code of `JournalError`, or `timeout`. */
  readonly reason?: string;
}

/** Whether the gateway is ready, and why not. */
export interface Readiness {
  readonly isReady: boolean;
  readonly reasons: readonly ('draining' | 'journal')[];
}

/** How long a journal may take, and how long its answer is good for. */
const PATIENCE_MS = 1000;

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
    if (this.#last === undefined || now - this.#last.at > PATIENCE_MS) {
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

async function healthOf(journal: Journal): Promise<JournalHealth> {
  const began = performance.now();
  const { survives } = journal;
  let stop: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    stop = setTimeout(() => reject(new Error('timeout')), PATIENCE_MS);
  });
  const ms = (): number => Math.round((performance.now() - began) * 10) / 10;
  try {
    await Promise.race([journal.packets('health of the gateway', 0, 1), late]);
    return { survives, isWell: true, ms: ms() };
  } catch (error) {
    const reason = error instanceof JournalError ? error.code : 'timeout';
    // It answers: there is no such session, nor should there be.
    if (reason === 'unknown-session') return { survives, isWell: true, ms: ms() };
    return { survives, isWell: false, ms: ms(), reason };
  } finally {
    clearTimeout(stop);
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
