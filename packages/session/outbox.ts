import { countBetween } from '@xec/stanza';
import { HIGH_WATER_BYTES } from '@xec/transport';
import type { OutboundStanza } from '@xec/xec';
import type { Stream } from './stream.js';

/**
 * Stored stanzas, in order: at the head those that were sent, or may have been, and that the server
 * has not acknowledged; behind them those that have not left.
 */
export class Outbox {
  readonly #limit: number;
  #stanzas: OutboundStanza[] = [];
  #sent = 0;
  /** How many of the stanzas belong to no request. */
  #unasked = 0;
  /** How many stanzas the server has acknowledged on this stream, modulo 2^32. */
  #acked = 0;

  /** @param bufferedBytes how much may wait in the socket before stanzas wait here */
  constructor(bufferedBytes: number) {
    // Below its mark a transport tells nobody that it can take more.
    this.#limit = Math.max(bufferedBytes, HIGH_WATER_BYTES);
  }

  /** How many stanzas have not left. */
  get waiting(): number {
    return this.#stanzas.length - this.#sent;
  }

  /** How many stanzas belong to no request: those that are not bounded by what may be pending. */
  get unasked(): number {
    return this.#unasked;
  }

  /** How many stanzas have left, and are not acknowledged. */
  get unacknowledged(): number {
    return this.#sent;
  }

  /** The number of the last stanza that has left, or may have. */
  get lastSent(): number | undefined {
    return this.#stanzas[this.#sent - 1]?.number;
  }

  /** Those that have left, or may have. */
  get sent(): readonly OutboundStanza[] {
    return this.#stanzas.slice(0, this.#sent);
  }

  /** Takes everything out. */
  takeAll(): readonly OutboundStanza[] {
    const all = this.#stanzas;
    this.#stanzas = [];
    this.#sent = 0;
    this.#unasked = 0;
    return all;
  }

  add(stanzas: readonly OutboundStanza[]): void {
    for (const stanza of stanzas) this.#stanzas.push(stanza);
    this.#unasked += unaskedIn(stanzas);
  }

  /** What an earlier process left: all of it may have been sent on a stream of its. */
  restore(stanzas: readonly OutboundStanza[], acked: number, isSent: boolean): void {
    this.#stanzas = [...stanzas];
    this.#unasked = unaskedIn(stanzas);
    this.#sent = isSent ? stanzas.length : 0;
    this.#acked = acked;
  }

  /** Takes the stanza of a request out, unless it has left; gives its number. */
  withdraw(id: string): number | undefined {
    const at = this.#stanzas.findIndex((stanza, index) => index >= this.#sent && stanza.id === id);
    if (at < 0) return undefined;
    return this.#stanzas.splice(at, 1)[0]?.number;
  }

  /** Takes those out of the stanzas that have not left which are not wanted; gives their numbers. */
  keep(isWanted: (stanza: OutboundStanza) => boolean): number[] {
    const unwanted: number[] = [];
    this.#stanzas = this.#stanzas.filter((stanza, index) => {
      if (index < this.#sent || isWanted(stanza)) return true;
      unwanted.push(stanza.number);
      return false;
    });
    this.#unasked = unaskedIn(this.#stanzas);
    return unwanted;
  }

  /**
   * Sends as much as the socket takes; gives what has left.
   *
   * @param isKept whether it is kept until the server acknowledges it
   * @param onSend is called before each stanza
   */
  flush(stream: Stream, isKept: boolean, onSend?: () => void): readonly OutboundStanza[] {
    const stanzas = this.#stanzas;
    const from = this.#sent;
    let at = from;
    for (; at < stanzas.length; at += 1) {
      if ((stream.transport?.bufferedBytes ?? 0) > this.#limit) break;
      onSend?.();
      stream.send(stanzas[at]?.xml ?? '');
    }
    if (isKept) {
      this.#sent = at;
      return stanzas.slice(from, at);
    }
    if (at < stanzas.length) return this.#remove(at);
    this.#stanzas = [];
    this.#unasked = 0;
    return stanzas;
  }

  /** A stream on which the server has acknowledged nothing yet. */
  begin(): void {
    this.#acked = 0;
  }

  /**
   * The server has handled `count` stanzas of the stream; gives those of which we did not know.
   *
   * @returns a number where `count` is too high: the highest that it can be
   */
  acknowledge(count: number): readonly OutboundStanza[] | number {
    const more = countBetween(this.#acked, count);
    if (more === 0) return nothing;
    if (more > this.#sent) return this.#acked + this.#sent;
    this.#acked = count;
    this.#sent -= more;
    return this.#remove(more);
  }

  /** What was sent and not acknowledged is to be sent again. */
  rewind(): void {
    this.#sent = 0;
  }

  /** Forgets what was sent: it was not acknowledged, and never will be. */
  dropSent(): void {
    this.#remove(this.#sent);
    this.#sent = 0;
  }

  #remove(count: number): readonly OutboundStanza[] {
    const removed = this.#stanzas.splice(0, count);
    this.#unasked -= unaskedIn(removed);
    return removed;
  }
}

function unaskedIn(stanzas: readonly OutboundStanza[]): number {
  let count = 0;
  for (const { id } of stanzas) if (id === undefined) count += 1;
  return count;
}

const nothing: readonly never[] = [];
