import {
  archiveDefaults,
  mamVersions,
  readDateTime,
  type ArchivePreferences,
  type MamFilter,
} from '@xec/stanza';
import * as v from 'valibot';
import { bareJid, jid, pageRequestSchema, pageSchema } from '../core/schemas.js';
import { delaySchema, messageSchema } from '../message/index.js';

const yes = v.exactOptional(v.literal(true));
const id = v.pipe(v.string(), v.nonEmpty());
const dateTime = v.pipe(
  v.string(),
  v.check((text) => readDateTime(text) !== undefined, 'expected a date and time of XEP-0082'),
);

const filter = v.object({
  with: v.exactOptional(jid),
  start: v.exactOptional(dateTime),
  end: v.exactOptional(dateTime),
  beforeId: v.exactOptional(id),
  afterId: v.exactOptional(id),
  ids: v.exactOptional(v.pipe(v.array(id), v.minLength(1), v.readonly())),
}) satisfies v.GenericSchema<MamFilter>;

const asked = {
  /** Absent: the own one. A room, a pubsub service. */
  archive: v.exactOptional(bareJid),
  /** Tells the results of this query from others; `GetArchive` makes one where none is given. */
  queryId: id,
};

/** What to ask an archive. */
export const getParams = v.object({
  ...asked,
  /** Absent: the newest that the archive is known to announce. */
  version: v.exactOptional(v.picklist(mamVersions)),
  /** A node of a pubsub service. */
  node: v.exactOptional(v.string()),
  filter: v.exactOptional(filter),
  /** Absent: the archive's own idea of a first page. */
  page: v.exactOptional(pageRequestSchema),
  /** The newest message of the page first; extended archives only. */
  isFlipped: yes,
  /** Page after page, in the direction of `page`, until there is none. */
  all: yes,
  /** Of an action that goes on: how many messages came before this page. */
  before: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** Of an action that goes on in `urn:xmpp:mam:0`: how often it asked what it has to wait for. */
  turn: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});

/** A query has ended. */
export const answered = v.object({
  archive: bareJid,
  /** Of the last page. */
  queryId: id,
  /** There is nothing more in that direction. */
  isComplete: v.boolean(),
  /** The archive may yet change what it sent. */
  isUnstable: v.boolean(),
  /** The last page: what `nextPage` and `previousPage` take. */
  page: pageSchema,
  /** How many messages came, of all pages. */
  received: v.pipe(v.number(), v.integer()),
});

/** A message of an archive. */
export const archivedMessage = v.object({
  archive: bareJid,
  queryId: id,
  /** The id that the archive gave it: the key to know it by. */
  id,
  message: messageSchema,
  /** When the archive got it. */
  delay: v.exactOptional(delaySchema),
});

const end = v.exactOptional(v.object({ id: v.string(), stamp: v.string() }));

/** Where an archive begins and ends. */
export const metadata = v.object({ archive: bareJid, start: end, end });

const jids = v.pipe(v.array(jid), v.readonly());

/** What the own archive keeps, as `readPreferences` reads it. */
export const preferencesSchema = v.object({
  default: v.picklist(archiveDefaults),
  always: jids,
  never: jids,
}) satisfies v.GenericSchema<ArchivePreferences>;
