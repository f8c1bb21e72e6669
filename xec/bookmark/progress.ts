/**
 * How far coming from the older bookmarks got: what the next request has to know of those before it.
 */
import { readBookmarkStorage, type Bookmark, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { bookmarkSchema } from '../bookmark2/index.js';
import { bareJid, pageRequestSchema } from '../core/index.js';

const list = <S extends v.GenericSchema>(of: S) => v.pipe(v.array(of), v.readonly());

export const progress = v.object({
  /**
   * What is asked: bookmarks, what was converted before, the older node, private storage, that the first
   * of `rooms` be stored, that `older` be remembered.
   */
  step: v.picklist(['native', 'converted', 'node', 'private', 'publish', 'remember']),
  /** Rooms that have a bookmark of their own. */
  native: list(bareJid),
  /** Rooms that had one, when they were looked at before. */
  converted: list(bareJid),
  /** Rooms that the older places have. */
  older: list(bareJid),
  /** What was found, and is to be stored as bookmarks of their own. */
  rooms: list(bookmarkSchema),
  /** What this request stored. */
  done: list(bareJid),
  page: v.exactOptional(pageRequestSchema),
});
export type Progress = v.InferOutput<typeof progress>;

export const start: Progress = {
  ...{ step: 'native', native: [], converted: [] },
  ...{ older: [], rooms: [], done: [] },
};

/**
 * What is to be stored of what an older place has. What was found first counts: the node is newer than
 * private storage. A room that was converted, and has no bookmark now, was left by its owner.
 */
export function withFound(at: Progress, found: readonly Bookmark[]): Progress {
  const known = new Set([...at.native, ...at.converted, ...at.rooms.map(({ jid }) => jid)]);
  const fresh = found.filter(({ jid }) => !known.has(jid) && known.add(jid));
  const older = union(
    at.older,
    found.map(({ jid }) => jid),
  );
  return { ...at, older, rooms: [...at.rooms, ...fresh] };
}

/** All of both, each once. */
export const union = (one: readonly string[], other: readonly string[]): string[] => [
  ...new Set([...one, ...other]),
];

/** Whether the older places have other rooms than were remembered: new ones, or fewer. */
export const isNews = ({ older, converted }: Progress): boolean =>
  older.length !== converted.length || union(older, converted).length > older.length;

/** The rooms in an item of the older node. */
export const roomsIn = (el: Element | undefined): readonly Bookmark[] =>
  (el && readBookmarkStorage(el)?.rooms) ?? [];
