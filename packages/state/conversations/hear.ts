/**
 * What a message says, told to its conversation: a body to show, and what it says about others.
 */
import { bareOf } from '../jids.js';
import type { Conversation } from './conversation.js';
import type { Conversations } from './conversations.js';
import type { MessageContent } from './message.js';
import { US, archiveIdOf, readRecord, senderOf, timeStamp, type Heard } from './read-record.js';

/** How a message came. */
export type Way = Pick<Heard, 'key' | 'at'> & Partial<Pick<Heard, 'archiveId' | 'stamp' | 'seq'>>;

/** The conversation that a message belongs to, and whose it is there. */
export function placeOf(
  all: Conversations,
  { from, to, type, nick }: MessageContent,
): { readonly jid: string; readonly isRoom: boolean; readonly isOwn: boolean } | undefined {
  const isRoom = type === 'groupchat';
  const isOwn = all.isOwn(from, isRoom);
  if (isRoom) return { jid: bareOf(from), isRoom, isOwn };
  const peer = isOwn ? to : from;
  if (peer === undefined) return undefined;
  // Private words of an occupant are no words of the room.
  const isPrivate = nick !== undefined || all.nicks.has(bareOf(peer));
  return { jid: isPrivate ? peer : bareOf(peer), isRoom, isOwn };
}

/** @returns the conversation that knows more now */
export function hear(
  all: Conversations,
  content: MessageContent,
  way: Way,
): Conversation | undefined {
  if (content.type === 'error' || content.type === 'headline') return undefined;
  const place = placeOf(all, content);
  if (place === undefined) return undefined;
  const archive = place.isRoom ? place.jid : all.self;
  const heard: Heard = { ...way, isOwn: place.isOwn, archive };
  const record = readRecord(content, heard);
  // What says nothing opens no conversation: anybody could fill the list with typing.
  const conversation =
    record === undefined ? all.get(place.jid) : all.open(place.jid, place.isRoom);
  if (conversation === undefined) return undefined;
  if (record !== undefined) {
    const { at } = conversation.timeline.book.add(record);
    conversation.touchedAt = Math.max(conversation.touchedAt, at);
    if (way.archiveId === undefined) conversation.typing.ends(typist(content));
  }
  note(conversation, content, heard);
  const id = archiveIdOf(content, heard);
  // What waited somewhere says nothing about what was said between.
  if (way.archiveId === undefined && id !== undefined && content.delay === undefined) {
    conversation.timeline.stretches.hear({
      id,
      at: way.at,
      heard: { at: way.at, seq: way.seq ?? 0 },
    });
  }
  return conversation;
}

/** Who is writing no more. */
export const typist = ({ from, type }: Pick<MessageContent, 'from' | 'type'>): string =>
  type === 'groupchat' ? from.slice(from.indexOf('/') + 1) : bareOf(from);

/** What a message says about others. */
function note(
  { timeline: { remarks } }: Conversation,
  content: MessageContent,
  heard: Heard,
): void {
  const { reactions, retracts, receipt, marker, from, type, author } = content;
  const { isOwn } = heard;
  const isRoom = type === 'groupchat';
  const sender = senderOf(from, isRoom, isOwn);
  const at =
    timeStamp(heard.archiveId === undefined ? content.delay?.stamp : heard.stamp) ?? heard.at;
  if (reactions !== undefined) remarks.react(reactions.id, sender, reactions.reactions, at);
  if (retracts !== undefined) {
    const by = isOwn ? US : (author ?? sender);
    remarks.retract(retracts.id, { author: by, ...reasonOf(retracts) });
  }
  if (receipt !== undefined && !isOwn && !isRoom) remarks.receive(receipt);
  if (marker?.type === 'displayed') {
    if (isOwn) remarks.see(marker.id, 'us');
    else if (!isRoom) remarks.see(marker.id, 'them');
  }
}

export const reasonOf = ({ reason }: { readonly reason?: string }) =>
  reason !== undefined ? { reason } : {};
