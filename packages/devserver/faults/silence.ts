/**
 * Which streams are silent: those of a JID, open now or to come.
 */
import { isOwner } from './filter.js';
import type { FaultyStream } from './rules.js';

export class Silences {
  readonly #jids: { readonly jid: string }[] = [];

  constructor(
    private readonly domain: string,
    private readonly streams: () => Iterable<FaultyStream>,
  ) {}

  /** @returns ends the silence. */
  add(jid: string): () => void {
    const entry = { jid };
    this.#jids.push(entry);
    this.#apply();
    return () => {
      const at = this.#jids.indexOf(entry);
      if (at >= 0) this.#jids.splice(at, 1);
      this.#apply();
    };
  }

  clear(): void {
    this.#jids.length = 0;
    this.#apply();
  }

  /** A stream's owner changed: it may have to fall silent. */
  ownerChanged(stream: FaultyStream): void {
    if (this.#jids.length > 0) stream.silence(this.#isSilent(stream));
  }

  #apply(): void {
    for (const stream of this.streams()) stream.silence(this.#isSilent(stream));
  }

  #isSilent(stream: FaultyStream): boolean {
    return this.#jids.some(({ jid }) => isOwner(jid, stream.owner, this.domain));
  }
}
