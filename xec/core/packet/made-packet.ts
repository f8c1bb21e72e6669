import { keepShapeOf } from '@xec/stanza';
import type { AnyPacket } from './packet.js';

/** A packet that has no number yet: its content is as the schema of its key has it. */
export interface CheckedPacket {
  readonly key: string;
  readonly content: unknown;
  /** The size of its JSON in characters, but for escapes. */
  readonly contentSize: number;
}

/**
 * A packet as an engine makes it.
 *
 * Of a class, where a literal would do: V8 learns of literals which of them live long, as packets do that are
 * kept for late readers, and puts later ones straight into old memory, with all that they hold. Most of a
 * stanza would wait there for the next large collection.
 */
export class MadePacket implements AnyPacket {
  readonly key: string;
  readonly content: unknown;
  declare readonly from?: string;
  readonly session: string;
  readonly seq: number;
  readonly at: number;
  /** The size of the content as JSON; no field, which would be stored. */
  readonly #contentSize: number;

  constructor(
    key: string,
    content: unknown,
    contentSize: number,
    from: string | undefined,
    session: string,
    seq: number,
    at: number,
  ) {
    this.key = key;
    this.content = content;
    if (from !== undefined) this.from = from;
    this.session = session;
    this.seq = seq;
    this.at = at;
    this.#contentSize = contentSize;
  }

  get contentSize(): number {
    return this.#contentSize;
  }
}

keepShapeOf(MadePacket, '', undefined, 0, '', '', 0, 0);
