import type { ActionError } from '../errors.js';
import type { FactChange } from '../facts.js';
import type { AnyPacket } from '../packet/packet.js';
import type { OutboundStanza, PendingRecord, UnitOfWork } from './journal.js';

/** How a request ended, for whoever waits for it in this process. */
export interface Settlement {
  readonly waiter: Waiter;
  readonly value?: unknown;
  readonly error?: ActionError;
}

/** Someone who waits for a request. */
export interface Waiter {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** A unit of work in the making. */
export class Unit implements UnitOfWork {
  readonly session: string;
  readonly fence: number;
  readonly taken: string[] = [];
  readonly pending: PendingRecord[] = [];
  readonly outbound: OutboundStanza[] = [];
  readonly packets: AnyPacket[] = [];
  readonly facts: FactChange[] = [];
  declare inbound?: number;
  declare delivered?: number;
  /** Who hears of it once it is stored. */
  readonly settled: Settlement[] = [];

  constructor(session: string, fence: number) {
    this.session = session;
    this.fence = fence;
  }

  /** Whether there is nothing to store. */
  get isEmpty(): boolean {
    return (
      this.inbound === undefined &&
      this.delivered === undefined &&
      this.taken.length === 0 &&
      this.pending.length === 0 &&
      this.outbound.length === 0 &&
      this.packets.length === 0 &&
      this.facts.length === 0
    );
  }
}
