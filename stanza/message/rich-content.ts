/**
 * What a message says beside its texts: what it answers, corrects or takes back, what it shows.
 */
import { childText, NS_CLIENT, type Element } from '../core/index.js';
import { readSharedFiles, type SharedFile } from '../file-sharing/index.js';
import { readXhtmlIm } from '../xhtml/index.js';
import { readReplaced } from './correction.js';
import { readOmemoEncrypted, type OmemoEncrypted } from '../omemo/index.js';
import { readEncryption, type MessageEncryption } from './encryption.js';
import { readFallbacks, type Fallback } from './fallback.js';
import { readOob, type OutOfBand } from './oob.js';
import { readReactions, type Reactions } from './reactions.js';
import { readReferences, type Reference } from './references.js';
import { readReply, type Reply } from './reply.js';
import { readRetraction, readTombstone, type Retraction, type Tombstone } from './retraction.js';
import { readSpoiler, type Spoiler } from './spoiler.js';
import { readSticker, type Sticker } from './sticker.js';
import { isUnstyled } from './styling.js';

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

/** Reads all of it; errors are not asked. */
export function readRich(el: Element): RichContent {
  const references = readReferences(el, childText(el, 'body', NS_CLIENT));
  const fallbacks = readFallbacks(el);
  const files = readSharedFiles(el);
  const encrypted = readOmemoEncrypted(el);
  return {
    ...given('replaces', readReplaced(el)),
    ...given('retracts', readRetraction(el)),
    ...given('reactions', readReactions(el)),
    ...given('reply', readReply(el)),
    ...(fallbacks.length > 0 && { fallbacks }),
    ...(references.length > 0 && { references }),
    ...given('encryption', readEncryption(el)),
    ...(encrypted.length > 0 && { encrypted }),
    ...given('spoiler', readSpoiler(el)),
    ...given('oob', readOob(el)),
    ...given('xhtml', readXhtmlIm(el)),
    ...(files.length > 0 && { files }),
    ...given('sticker', readSticker(el)),
    ...(isUnstyled(el) && { isUnstyled: true }),
    ...given('tombstone', readTombstone(el)),
  };
}

/** `{ [key]: value }`, or nothing. */
const given = <K extends string, T>(key: K, value: T | undefined): Partial<Record<K, T>> =>
  // A computed key of a generic type is widened to string; it is K.
  value === undefined ? {} : ({ [key]: value } as Record<K, T>);
