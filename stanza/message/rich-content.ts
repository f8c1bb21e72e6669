/**
 * What a message says beside its texts: what it answers, corrects or takes back, what it shows.
 */
import {
  childText,
  NS_CLIENT,
  PartsReader,
  partOf,
  unlessEmpty,
  type Element,
  type Part,
  type Unread,
} from '../core/index.js';
import { NS_FILE_SHARING, readSharedFiles, type SharedFile } from '../file-sharing/index.js';
import { omemoNamespaces, readOmemoEncrypted, type OmemoEncrypted } from '../omemo/index.js';
import { NS_XHTML_IM, readXhtmlIm } from '../xhtml/index.js';
import { NS_CORRECTION, readReplaced } from './correction.js';
import { NS_EME, readEncryption, type MessageEncryption } from './encryption.js';
import { NS_FALLBACK, readFallbacks, type Fallback } from './fallback.js';
import { NS_OOB, readOob, type OutOfBand } from './oob.js';
import { NS_REACTIONS, readReactions, type Reactions } from './reactions.js';
import { NS_REFERENCE, readReferences, type Reference } from './references.js';
import { NS_REPLY, readReply, type Reply } from './reply.js';
import {
  NS_RETRACTION,
  readRetraction,
  readTombstone,
  type Retraction,
  type Tombstone,
} from './retraction.js';
import { NS_SPOILER, readSpoiler, type Spoiler } from './spoiler.js';
import { NS_STICKERS, readSticker, type Sticker } from './sticker.js';
import { NS_STYLING, isUnstyled } from './styling.js';

/** What is absent was not said. */
export interface RichContent {
  /** The id of the message that this one corrects. It does so only for the same author. */
  readonly replaces?: string;
  /** The message that is taken back. It is only by the same author. */
  readonly retracts?: Retraction;
  /** What its author thinks of a message now. */
  readonly reactions?: Reactions;
  readonly reply?: Reply;
  /** Which parts of the texts stand for something else here; `withoutFallback` leaves them out. */
  readonly fallbacks?: readonly Fallback[];
  readonly references?: readonly Reference[];
  /** How it is encrypted; the body is for those who cannot read it. */
  readonly encryption?: MessageEncryption;
  /** The content, encrypted with OMEMO (XEP-0384): at most one of each version. */
  readonly encrypted?: readonly OmemoEncrypted[];
  /** The body is to be hidden at first. */
  readonly spoiler?: Spoiler;
  readonly oob?: OutOfBand;
  /** The body with markup, sanitised (XEP-0071): see `xhtmlMarkup`. */
  readonly xhtml?: string;
  readonly files?: readonly SharedFile[];
  /** The file is a sticker. */
  readonly sticker?: Sticker;
  /** The body is to be shown as it is, without `readStyledText`. */
  readonly isUnstyled?: true;
  /** Of an archive: there was a message, which was taken back. */
  readonly tombstone?: Tombstone;
}

const part = partOf<RichContent>();

/** Nothing of it is asked of errors. */
export const richParts: readonly Part<RichContent>[] = [
  part('replaces', [NS_CORRECTION], readReplaced),
  part('retracts', [NS_RETRACTION], readRetraction),
  part('reactions', [NS_REACTIONS], readReactions),
  part('reply', [NS_REPLY], readReply),
  part('fallbacks', [NS_FALLBACK], (el) => unlessEmpty(readFallbacks(el))),
  part('references', [NS_REFERENCE], (el) =>
    unlessEmpty(readReferences(el, childText(el, 'body', NS_CLIENT))),
  ),
  part('encryption', [NS_EME], readEncryption),
  part('encrypted', Object.values(omemoNamespaces), (el) => unlessEmpty(readOmemoEncrypted(el))),
  part('spoiler', [NS_SPOILER], readSpoiler),
  part('oob', [NS_OOB], readOob),
  part('xhtml', [NS_XHTML_IM], readXhtmlIm),
  part('files', [NS_FILE_SHARING, NS_REFERENCE], (el) => unlessEmpty(readSharedFiles(el))),
  part('sticker', [NS_STICKERS], readSticker),
  part('isUnstyled', [NS_STYLING], (el) => isUnstyled(el) || undefined),
  part('tombstone', [NS_RETRACTION], readTombstone),
];

const parts = new PartsReader<RichContent>(richParts);

/** Reads all of it; errors are not asked. */
export function readRich(el: Element): RichContent {
  const rich: Unread<RichContent> = {};
  parts.read(el, rich);
  return rich as RichContent; // what is absent is not set
}
