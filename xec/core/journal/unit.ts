import { keepShapeOf } from '@xec/stanza';
import type { ActionError } from '../errors.js';
import type { FactChange } from '../facts.js';
import type { AnyPacket } from '../packet/packet.js';
import type { OutboundStanza, PendingRecord, SetAside, UnitOfWork } from './journal.js';

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
  /** The request was asked again, as `id`. */
  moved?(id: string): void;
}

/**
 * A unit of work in the making. Most have something in one or two of their lists: the others are one
 * empty list that all units share.
 */
export class Unit implements UnitOfWork {
  readonly session: string;
  readonly fence: number;
  taken: readonly string[] = none;
  pending: readonly PendingRecord[] = none;
  outbound: readonly OutboundStanza[] = none;
  withdrawn: readonly number[] = none;
  packets: readonly AnyPacket[] = none;
  facts: readonly FactChange[] = none;
  setAside: readonly SetAside[] = none;
  inbound: number | undefined = undefined;
  delivered: number | undefined = undefined;
  acked: number | undefined = undefined;
  /** The XML of outbound stanzas that are stored without it, by number. */
  secrets: Map<number, string> | undefined = undefined;
  /** Who hears of it once it is stored. */
  settled: readonly Settlement[] = none;

  constructor(session: string, fence: number) {
    this.session = session;
    this.fence = fence;
  }

  /** The request of that id ended. */
  take(id: string): void {
    this.taken = append(this.taken, id);
  }

  /** A request began. */
  begin(record: PendingRecord): void {
    this.pending = append(this.pending, record);
  }

  send(stanza: OutboundStanza): void {
    this.outbound = append(this.outbound, stanza);
  }

  /** The outbound stanza of that number must not leave any more. */
  withdraw(number: number): void {
    this.withdrawn = append(this.withdrawn, number);
  }

  emit(packet: AnyPacket): void {
    this.packets = append(this.packets, packet);
  }

  learn(change: FactChange): void {
    this.facts = append(this.facts, change);
  }

  putAside(what: SetAside): void {
    this.setAside = append(this.setAside, what);
  }

  settle(settlement: Settlement): void {
    this.settled = append(this.settled, settlement);
  }

  /** Whether there is nothing to store. */
  get isEmpty(): boolean {
    return (
      this.inbound === undefined &&
      this.delivered === undefined &&
      this.taken.length === 0 &&
      this.pending.length === 0 &&
      this.outbound.length === 0 &&
      this.withdrawn.length === 0 &&
      this.setAside.length === 0 &&
      this.packets.length === 0 &&
      this.facts.length === 0
    );
  }
}

// Not frozen: V8 walks frozen lists another way, and then all lists more slowly.
const none: readonly never[] = [];

/** A list of one has room for one, where a list that is pushed to takes room for many. */
function append<T>(list: readonly T[], item: T): readonly T[] {
  if (list.length === 0) return [item];
  (list as T[]).push(item); // made by the line above, and nobody else's
  return list;
}

keepShapeOf(Unit, '', 0);
