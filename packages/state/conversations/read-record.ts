/**
 * Messages as packets tell them, as a conversation keeps them.
 */
import { bareOf, resourceOf } from '../jids.js';
import { withoutFallback } from './fallback.js';
import { fileOf } from './file.js';
import type { Clock, MessageContent, MessageRecord } from './message.js';

/** The sender of everything that we wrote in a one-to-one conversation. */
export const US = '';

/** What is known of a message besides its content. */
export interface Heard {
  /** A key for it, should it be new. */
  readonly key: string;
  readonly isOwn: boolean;
  /** When its packet was made, milliseconds since 1970. */
  readonly at: number;
  /** The place of its packet among packets. */
  readonly seq?: number;
  /** The archive that has it, by its bare JID: whose ids count. */
  readonly archive: string | undefined;
  /** Where it came out of that archive: its id there. */
  readonly archiveId?: string;
  /** The stamp of the archive or a carbon. */
  readonly stamp?: string | undefined;
}

/** How long a body may be that is kept, in characters; others are cut. */
const MOST_CHARACTERS = 20_000;

/** @returns `undefined` for a message without anything to show */
export function readRecord(content: MessageContent, heard: Heard): MessageRecord | undefined {
  const { id, originId, tombstone, replaces, author, reply, markable } = content;
  const isRoom = content.type === 'groupchat';
  const file = fileOf(content);
  const body = content.body ?? file?.url ?? content.oob?.url;
  if (content.type === 'error' || (body === undefined && tombstone === undefined)) return undefined;
  if (content.retracts !== undefined || content.reactions !== undefined) return undefined;
  const archiveId = archiveIdOf(content, heard);
  return {
    key: heard.key,
    isOwn: heard.isOwn,
    from: senderOf(content.from, isRoom, heard.isOwn),
    body: withoutFallback(body ?? '', content.fallbacks ?? []).slice(0, MOST_CHARACTERS),
    ...timeOf(content, heard),
    ...(heard.seq !== undefined && { heard: { at: heard.at, seq: heard.seq } }),
    ...((isRoom || content.nick !== undefined) && {
      nick: content.nick ?? resourceOf(content.from),
    }),
    ...(id !== undefined && { id }),
    ...(originId !== undefined && { originId }),
    ...(archiveId !== undefined && { archiveId }),
    ...(heard.archiveId === undefined && !heard.isOwn && { isNews: true }),
    ...(markable === true && { isMarkable: true }),
    ...(content.isUnstyled === true && { isUnstyled: true }),
    ...(replaces !== undefined && { replaces }),
    ...(replaces !== undefined && author !== undefined && !heard.isOwn && { author }),
    ...(reply !== undefined && { replyTo: reply.id }),
    ...(file !== undefined && { file }),
    ...(tombstone !== undefined && { isTombstone: true }),
  };
}

/** The id that the archive of the conversation gave the message. */
export const archiveIdOf = (
  { stanzaIds }: Pick<MessageContent, 'stanzaIds'>,
  { archiveId, archive }: Pick<Heard, 'archiveId' | 'archive'>,
): string | undefined => archiveId ?? stanzaIds.find(({ by }) => by === archive)?.id;

/** Who wrote it: we, an account, or in a room an occupant. */
export const senderOf = (from: string, isRoom: boolean, isOwn: boolean): string => {
  if (isOwn) return US;
  return isRoom ? from : bareOf(from);
};

function timeOf(
  { delay }: MessageContent,
  { at, stamp, archiveId }: Heard,
): { at: number; clock: Clock } {
  const archived = timeStamp(archiveId === undefined ? undefined : stamp);
  if (archived !== undefined) return { at: archived, clock: 'archived' };
  const delayed = timeStamp(delay?.stamp);
  return delayed === undefined ? { at, clock: 'heard' } : { at: delayed, clock: 'delayed' };
}

/** A time of XEP-0082, in milliseconds since 1970. */
export function timeStamp(stamp: string | undefined): number | undefined {
  const at = stamp === undefined ? NaN : Date.parse(stamp);
  return Number.isNaN(at) ? undefined : at;
}
