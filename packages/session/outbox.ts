import { HIGH_WATER_BYTES } from '@xec/transport';
import type { OutboundStanza } from '@xec/xec';
import type { Stream } from './stream.js';

/** Stored stanzas that have not left yet, in order. */
export class Outbox {
  readonly #limit: number;
  #stanzas: OutboundStanza[] = [];

  /** @param bufferedBytes how much may wait in the socket before stanzas wait here */
  constructor(bufferedBytes: number) {
    // Below its mark a transport tells nobody that it can take more.
    this.#limit = Math.max(bufferedBytes, HIGH_WATER_BYTES);
  }

  get size(): number {
    return this.#stanzas.length;
  }

  add(stanzas: readonly OutboundStanza[]): void {
    this.#stanzas.push(...stanzas);
  }

  /** Takes the stanza of a request out. */
  withdraw(id: string): void {
    const at = this.#stanzas.findIndex((stanza) => stanza.id === id);
    if (at >= 0) this.#stanzas.splice(at, 1);
  }

  keep(isWanted: (stanza: OutboundStanza) => boolean): void {
    this.#stanzas = this.#stanzas.filter(isWanted);
  }

  /** Sends as much as the socket takes; gives what has left. */
  flush(stream: Stream): readonly OutboundStanza[] {
    const stanzas = this.#stanzas;
    let count = 0;
    for (const { xml } of stanzas) {
      if ((stream.transport?.bufferedBytes ?? 0) > this.#limit) break;
      stream.send(xml);
      count += 1;
    }
    if (count < stanzas.length) return stanzas.splice(0, count);
    this.#stanzas = [];
    return stanzas;
  }
}
