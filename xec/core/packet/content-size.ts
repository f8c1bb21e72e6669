import { MadePacket } from './made-packet.js';
import type { AnyPacket } from './packet.js';

/** How many characters the JSON of a packet's content has, but for escapes: journals bound what they keep. */
export const contentSize = (packet: AnyPacket): number =>
  packet instanceof MadePacket ? packet.contentSize : jsonSize(packet.content);

/** The same of any JSON: no text is made to know it. */
export function jsonSize(value: unknown): number {
  if (typeof value === 'string') return textSize(value);
  if (typeof value !== 'object' || value === null) return SIZE.other;
  let size: number = SIZE.empty;
  if (Array.isArray(value)) {
    for (const item of value as readonly unknown[]) size += jsonSize(item) + SIZE.item;
    return size;
  }
  // What is neither text nor list is a plain object.
  for (const name in value) {
    size += name.length + SIZE.field + jsonSize((value as Record<string, unknown>)[name]);
  }
  return size;
}

export const textSize = (text: string): number => text.length + 2;

/** What things take beside what is in them. */
export const SIZE = {
  /** `true`, `null`, a number. */
  other: 5,
  /** `{}`, `[]` */
  empty: 2,
  /** The comma between items. */
  item: 1,
  /** Beside the name of a field: `"":,`. */
  field: 4,
} as const;
