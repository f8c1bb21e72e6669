/**
 * What a conversation keeps of its messages, and how interfaces see them.
 */
import type { PacketOf } from '@xec/packet-source';
import type { ChatFile } from './file.js';

/** A message as packets tell it. */
export type MessageContent = PacketOf<'message'>['content'];

/** How far a message of ours came. */
export type Progress = 'sending' | 'sent' | 'received' | 'read' | 'failed';

/**
 * How well the time of a message is known, the best last: our own clock when it was written, our own
 * clock when it came, what its delay says, what the archive says.
 */
export const clocks = ['written', 'heard', 'delayed', 'archived'] as const;
export type Clock = (typeof clocks)[number];

/** When something was heard, by our own clock, and the place of its packet among packets. */
export interface HeardAt {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly seq: number;
}

/** A message as it is kept. What others said about it is kept apart: see `Remarks`. */
export interface MessageRecord {
  /** Different for each message, and stable. */
  readonly key: string;
  readonly isOwn: boolean;
  /** The sender: a bare JID, in rooms an occupant's. */
  readonly from: string;
  /** Of an occupant. */
  readonly nick?: string;
  readonly body: string;
  /** Milliseconds since 1970, by `clock`. */
  readonly at: number;
  readonly clock: Clock;
  /** When its own packet was made, by our own clock, and the place of that among packets. */
  readonly heard?: HeardAt;
  readonly id?: string;
  readonly originId?: string;
  /** The id that the conversation's archive gave it. */
  readonly archiveId?: string;
  /** It came while nobody may have looked. Messages that an archive alone knows are no news. */
  readonly isNews?: true;
  /** Its sender wants to know that it was displayed. */
  readonly isMarkable?: true;
  /** Its markup is none (XEP-0393 section 5). */
  readonly isUnstyled?: true;
  /** The id of the message that it corrects, and whose that must be. */
  readonly replaces?: string;
  readonly author?: string;
  /** The id of the message that it answers. */
  readonly replyTo?: string;
  /** A file with it. */
  readonly file?: ChatFile;
  /** The archive says that it was taken back. */
  readonly isTombstone?: true;
  /** Of ours: it has not left, or was refused. */
  readonly unsent?: 'sending' | 'failed';
  /** Why it failed: a condition, or words. */
  readonly failure?: string;
}

/** What people think of a message: one of these for each sign. */
export interface Reaction {
  readonly sign: string;
  /** Bare JIDs, or occupants; we are `''`. */
  readonly from: readonly string[];
}

/** The message that another one answers, as far as it is known. */
export interface Quoted {
  readonly key: string;
  readonly isOwn: boolean;
  readonly name: string | undefined;
  readonly body: string;
}

/** A message as interfaces show it. The same object as long as nothing of it changes. */
export interface ChatMessage {
  readonly key: string;
  readonly isOwn: boolean;
  readonly from: string;
  readonly nick: string | undefined;
  readonly body: string;
  /** When it was sent, milliseconds since 1970. */
  readonly at: number;
  /** What receipts, markers, corrections and so on name it by; see `nameOf`. */
  readonly id: string | undefined;
  readonly originId: string | undefined;
  readonly archiveId: string | undefined;
  /** Of own ones. */
  readonly progress: Progress;
  readonly failure: string | undefined;
  readonly isMarkable: boolean;
  readonly isUnstyled: boolean;
  readonly isEdited: boolean;
  readonly isRetracted: boolean;
  /** Why it was taken back. */
  readonly reason: string | undefined;
  readonly reactions: readonly Reaction[];
  readonly replyTo: string | undefined;
  readonly quoted: Quoted | undefined;
  readonly file: ChatFile | undefined;
}

/** Messages that we know to be missing. */
export interface Gap {
  readonly key: string;
  /** The archive's ids of the messages beside it. */
  readonly after: string;
  readonly before: string;
  /** The times of these, milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
  /** How many are missing, once the archive said so. */
  readonly missing: number | undefined;
  readonly isLoading: boolean;
}

/** What stands in a timeline. */
export type Row =
  | { readonly kind: 'message'; readonly message: ChatMessage }
  | { readonly kind: 'gap'; readonly gap: Gap };
