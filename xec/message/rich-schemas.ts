import type {
  Fallback,
  MessageEncryption,
  OmemoEncrypted,
  OutOfBand,
  Reactions,
  Reference,
  Reply,
  Retraction,
  SharedFile,
  Spoiler,
  Sticker,
  Tombstone,
} from '@xec/stanza';
import { MAX_OMEMO_ID, omemoFaultOf, omemoVersions } from '@xec/stanza';
import * as v from 'valibot';
import { bareJid, jid, markup } from '../core/schemas.js';

const text = v.exactOptional(v.string());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const maybe = v.exactOptional(count);
const list = <S extends v.GenericSchema>(of: S) => v.pipe(v.array(of), v.readonly());
const id = v.pipe(v.string(), v.nonEmpty());

/** All that somebody thinks of a message. */
export const reactions = v.object({
  id,
  reactions: list(v.string()),
}) satisfies v.GenericSchema<Reactions>;

export const retraction = v.object({ id, reason: text }) satisfies v.GenericSchema<Retraction>;

const reply = v.object({ id, to: v.exactOptional(jid) }) satisfies v.GenericSchema<Reply>;

const ranges = v.exactOptional(list(v.object({ start: maybe, end: maybe })));
const fallback = v.object({
  for: id,
  body: ranges,
  subject: ranges,
}) satisfies v.GenericSchema<Fallback>;

const reference = v.object({
  type: v.picklist(['mention', 'data']),
  uri: id,
  begin: maybe,
  end: maybe,
  anchor: text,
}) satisfies v.GenericSchema<Reference>;

const encryption = v.object({
  namespace: id,
  name: text,
}) satisfies v.GenericSchema<MessageEncryption>;

const base64 = v.pipe(v.string(), v.base64());
const device = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_OMEMO_ID));

/** What OMEMO put in place of a content (XEP-0384), as `readOmemoEncrypted` reads it. */
export const omemoEncrypted = v.pipe(
  v.object({
    version: v.picklist(omemoVersions),
    device,
    keys: list(
      v.object({
        jid: v.exactOptional(bareJid),
        device,
        isKeyExchange: v.exactOptional(v.literal(true)),
        data: base64,
      }),
    ),
    iv: v.exactOptional(base64),
    payload: v.exactOptional(base64),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    const message = dataset.typed ? omemoFaultOf(dataset.value) : undefined;
    if (message !== undefined) addIssue({ message });
  }),
) satisfies v.GenericSchema<OmemoEncrypted>;

const spoiler = v.object({ hint: text }) satisfies v.GenericSchema<Spoiler>;
const oob = v.object({ url: id, desc: text }) satisfies v.GenericSchema<OutOfBand>;
const sticker = v.object({ pack: text }) satisfies v.GenericSchema<Sticker>;

const file = v.object({
  mediaType: text,
  name: text,
  size: maybe,
  date: text,
  desc: text,
  width: maybe,
  height: maybe,
  lengthMs: maybe,
  hashes: list(v.object({ algo: v.string(), value: v.string() })),
  thumbnails: list(v.object({ uri: v.string(), type: text, width: maybe, height: maybe })),
});

/** A file and where it is, as `readSharedFiles` reads it. */
export const sharedFile = v.object({
  file,
  disposition: v.exactOptional(v.picklist(['inline', 'attachment'])),
  urls: list(v.string()),
  id: text,
}) satisfies v.GenericSchema<SharedFile>;

const tombstone = v.object({
  stamp: text,
  by: v.exactOptional(jid),
}) satisfies v.GenericSchema<Tombstone>;

/** What a message says beside its texts, and may be sent with it. */
export const richParams = {
  /** The id of the message of ours that it stands in the place of (XEP-0308). */
  replaces: v.exactOptional(id),
  /** What it answers (XEP-0461). */
  reply: v.exactOptional(reply),
  /** Parts of the texts that stand for something else in the message (XEP-0428). */
  fallbacks: v.exactOptional(list(fallback)),
  /** Whom it mentions (XEP-0372). */
  references: v.exactOptional(list(reference)),
  /** How it is encrypted (XEP-0380). */
  encryption: v.exactOptional(encryption),
  /** The content, encrypted with OMEMO (XEP-0384): one of each version. */
  encrypted: v.exactOptional(list(omemoEncrypted)),
  /** To be hidden at first (XEP-0382). */
  spoiler: v.exactOptional(spoiler),
  /** An address with it (XEP-0066). */
  oob: v.exactOptional(oob),
  /** The body with markup: one element of XHTML, which is sanitised (XEP-0071). */
  xhtml: v.exactOptional(markup),
  /** Files (XEP-0447). */
  files: v.exactOptional(list(sharedFile)),
  /** The file is a sticker (XEP-0449). */
  sticker: v.exactOptional(sticker),
};

/** What is read of it: see `RichContent` in @xec/stanza. */
export const richContent = {
  ...richParams,
  /** Sanitised by its reader. */
  xhtml: text,
  retracts: v.exactOptional(retraction),
  reactions: v.exactOptional(reactions),
  tombstone: v.exactOptional(tombstone),
  isUnstyled: v.exactOptional(v.literal(true)),
  /** Whose messages this one may correct and take back; see `isByAuthor`. */
  author: v.exactOptional(jid),
};
