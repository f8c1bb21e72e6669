/**
 * What was read, said to those who want to know it (XEP-0333).
 */
import { RequestError, type PacketSource } from '@xec/packet-source';
import { putBounded } from '../bounded.js';

/** A marker of one conversation. */
interface Marker {
  readonly to: string;
  readonly id: string;
  readonly type?: 'groupchat';
}

/** Conditions that say nothing of the marker. */
const PASSING: ReadonlySet<string> = new Set(['connection-lost', 'timeout']);

/** So many conversations owe one at most; the first of them is forgotten then. */
const MOST_OWED = 200;

/** Tells what was read; again where the link was lost on the way, when it is there again. */
export class Markers {
  /** By whom it is for: the newest that nobody knows to have left. It stands for those before it. */
  readonly #owed = new Map<string, Marker>();
  readonly #asked = new Set<Marker>();

  constructor(private readonly source: Pick<PacketSource, 'request'>) {}

  tell(marker: Marker): void {
    putBounded(this.#owed, marker.to, marker, MOST_OWED);
    this.#ask(marker);
  }

  /** Tells what could not be told before. */
  flush(): void {
    for (const marker of this.#owed.values()) if (!this.#asked.has(marker)) this.#ask(marker);
  }

  #ask(marker: Marker): void {
    this.#asked.add(marker);
    const end = (): void => {
      this.#asked.delete(marker);
      if (this.#owed.get(marker.to) === marker) this.#owed.delete(marker.to);
    };
    this.source.request('Message/Displayed', marker).then(end, (error: unknown) => {
      if (error instanceof RequestError && PASSING.has(error.condition)) this.#asked.delete(marker);
      else end(); // refused: nobody there wants to know
    });
  }
}
