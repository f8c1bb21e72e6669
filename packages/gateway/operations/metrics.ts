/**
 * Numbers for Prometheus. Labels are names of actions, packet keys and conditions: never a JID.
 */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { saslErrorConditions } from './sasl-conditions.js';
import type { Accounts } from '../accounts/accounts.js';
import type { TabWatch } from '../tab/tab.js';

/** The numbers of one gateway. */
export class Metrics implements TabWatch {
  readonly registry = new Registry();
  readonly #registers = [this.registry];
  readonly #signIns = new Counter({
    name: 'xec_gateway_sign_ins_total',
    help: 'Attempts to sign in with a password, by outcome.',
    labelNames: ['outcome'] as const,
    registers: this.#registers,
  });
  readonly #requests = new Histogram({
    name: 'xec_gateway_request_seconds',
    help: 'Requests of tabs, from the message to the outcome, by action and outcome.',
    labelNames: ['action', 'outcome'] as const,
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
    registers: this.#registers,
  });
  readonly #packets = new Counter({
    name: 'xec_gateway_packets_total',
    help: 'Packets given to tabs, by key.',
    labelNames: ['key'] as const,
    registers: this.#registers,
  });

  constructor(accounts: () => Accounts) {
    const registers = this.#registers;
    new Gauge({
      name: 'xec_gateway_tabs',
      help: 'Open tabs.',
      registers,
      collect() {
        this.set(accounts().all.reduce((sum, { account }) => sum + account.tabs, 0));
      },
    });
    new Gauge({
      name: 'xec_gateway_sessions',
      help: 'Sessions, by where they stand.',
      labelNames: ['state'] as const,
      registers,
      collect() {
        this.reset();
        for (const { account, isAsleep } of accounts().all) {
          this.inc({ state: isAsleep ? 'suspended' : account.person.client.state.state });
        }
      },
    });
    new Gauge({
      name: 'xec_gateway_pending_requests',
      help: 'Requests of all sessions that wait for their answer.',
      registers,
      collect() {
        const sizes = accounts().all.map(({ account }) => account.person.client.pending.length);
        this.set(sizes.reduce((sum, size) => sum + size, 0));
      },
    });
  }

  /** What a server calls its refusal is its own choice: only what the RFC knows makes a label. */
  signedIn(outcome: string): void {
    this.#signIns.inc({ outcome: saslErrorConditions.has(outcome) ? outcome : 'other' });
  }

  requested(action: string, outcome: string, ms: number): void {
    this.#requests.observe({ action, outcome }, ms / 1000);
  }

  told(key: string): void {
    this.#packets.inc({ key });
  }
}
