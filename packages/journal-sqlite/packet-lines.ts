/**
 * Packets as lines:
 *
 *     seq ⇥ at ⇥ key ⇥ from ⇥ content
 *
 * (without the blanks; `from` is empty where there is none, `content` is JSON).
 */
import type { AnyPacket } from '@xec/xec';
import { LastJson, cut, packText, readNumber, unpackText } from './text.js';

const noLines: readonly string[] = [];

/**
 * Some packets of a session, in order.
 *
 * Neither it nor its list is a literal: V8 puts those that live long straight into old memory, and there
 * they keep their lines until the next large collection.
 */
export class PacketRow {
  readonly first: number;
  last: number;
  /** When the first one was made. */
  readonly since: number;
  /** When the last one was made. */
  at: number;
  /** The size of their contents as JSON, in characters. */
  size = 0;
  readonly lines: string[] = noLines.slice();

  /** A row of nothing yet, which begins with the packet `seq` that was made `at`. */
  constructor(seq: number, at: number) {
    this.first = seq;
    this.last = seq;
    this.since = at;
    this.at = at;
  }
}

const times = new LastJson();

export const writePacket = ({ seq, at, key, from }: AnyPacket, content: string): string =>
  `${seq}\t${times.of(at)}\t${packText(key)}\t${from === undefined ? '' : packText(from)}\t${content}`;

/** The seq of a line; `NaN` where it is damaged. */
export const readSeq = (line: string): number => Number(cut(line)[0] || 'damaged');

/**
 * What is needed to put a line into a row.
 *
 * @throws SyntaxError where the line is damaged
 */
export function readPlace(line: string): { seq: number; at: number; size: number } {
  const [seq, at, , , content] = fieldsOf(line);
  return { seq: readNumber(seq), at: readNumber(at), size: content.length };
}

/** @throws SyntaxError where the line is damaged */
export function readPacket(line: string, session: string): AnyPacket {
  const [seq, at, key, from, content] = fieldsOf(line);
  return {
    key: unpackText(key),
    content: JSON.parse(content),
    ...(from !== '' && { from: unpackText(from) }),
    session,
    seq: readNumber(seq),
    at: readNumber(at),
  };
}

function fieldsOf(
  line: string,
): [seq: string, at: string, key: string, from: string, text: string] {
  const [seq, afterSeq] = cut(line);
  const [at, afterAt] = cut(afterSeq);
  const [key, afterKey] = cut(afterAt);
  return [seq, at, key, ...cut(afterKey)];
}
