/**
 * What packets tell conversations. Pages of archives are gathered elsewhere: see `ArchiveReader`.
 */
import type { PacketOf } from '@xec/packet-source';
import { bareOf, resourceOf } from '../jids.js';
import type { Conversation } from './conversation.js';
import type { Conversations } from './conversations.js';
import { fileOf } from './file.js';
import { hear, reasonOf, typist } from './hear.js';
import { US, senderOf, timeStamp } from './read-record.js';

/** The keys that conversations are made of, besides pages of archives. */
export const conversationKeys = [
  'session_state',
  'presence',
  'mucuser',
  'presence_muc_handle',
  'presence_muc_create_handle',
  'message',
  'carbons',
  'message_publish_handle',
  'message_error',
  'message_displayed_handle',
  'message_reactions_handle',
  'message_retract_handle',
  'mdsdisplayed',
  'receiptack',
  'displayed',
  'chatstate',
  'reactions',
  'retracted',
  'moderated',
] as const;

type Key = (typeof conversationKeys)[number];
export type ConversationPacket = PacketOf<Key>;

type Handlers = {
  readonly [K in Key]: (all: Conversations, packet: PacketOf<K>) => Conversation | undefined;
};

/** Each says whose messages changed. */
const handlers: Handlers = {
  session_state(all, { content }) {
    const isOnline = content.state === 'online';
    if (isOnline) all.self = bareOf(content.jid);
    all.isOnline = isOnline;
    if (isOnline && content.resumed !== true) all.breakOff(() => true);
    if (!isOnline) for (const each of all.all) stopTyping(each);
    return undefined;
  },
  presence(all, { content }) {
    if (content.type === 'unavailable')
      endTyping(all.get(bareOf(content.jid)), bareOf(content.jid));
    return undefined;
  },
  mucuser(all, { content: { room, nick, type, isSelf, newNick, codes } }) {
    endTyping(all.get(room), nick);
    if (isSelf !== true || type !== 'unavailable') return undefined;
    if (newNick !== undefined && codes.includes(303)) all.nicks.set(room, newNick);
    else {
      all.nicks.delete(room);
      all.breakOff(({ jid }) => jid === room);
    }
    return undefined;
  },
  presence_muc_handle: joined,
  presence_muc_create_handle: joined,
  message: (all, { content, seq, at }) => hear(all, content, { key: `${at}-${seq}`, at, seq }),
  carbons(all, { content: { direction, message, delay }, seq, at }) {
    // Whose it is follows from who sent it; a copy that says otherwise is not believed.
    if (all.isOwn(message.from, false) !== (direction === 'sent')) return undefined;
    const when = delay === undefined ? {} : { stamp: delay.stamp };
    return hear(all, message, { key: `${at}-${seq}`, at, seq, ...when });
  },
  message_publish_handle(all, { content, seq, at }) {
    const { id, originId, to, type, body, replaces, reply } = content;
    const file = fileOf(content);
    if (body === undefined || type === 'headline') return undefined;
    const conversation = all.open(placeTo(all, to), type === 'groupchat');
    const key = originId ?? `${at}-${seq}`;
    const known = conversation.timeline.book.by(US, originId ?? id);
    conversation.timeline.book.add({
      key,
      isOwn: true,
      from: US,
      // The words as they were written, where they were written here: without a quotation.
      body: known?.body ?? body,
      at,
      clock: 'heard',
      heard: { at, seq },
      id,
      ...(originId !== undefined && { originId }),
      ...(replaces !== undefined && { replaces }),
      ...(reply !== undefined && { replyTo: reply.id }),
      ...(file !== undefined && { file }),
    });
    conversation.touchedAt = Math.max(conversation.touchedAt, at);
    return conversation;
  },
  message_error(all, { content: { from, id, text, condition } }) {
    const conversation = all.get(from) ?? all.get(bareOf(from));
    const record = id === undefined ? undefined : conversation?.timeline.book.by(US, id);
    if (record === undefined) return undefined;
    conversation?.timeline.book.set({ ...record, unsent: 'failed', failure: text ?? condition });
    return conversation;
  },
  message_displayed_handle: (all, { content: { to, id } }) => seen(all, to, id, 'us'),
  mdsdisplayed: (all, { content: { from, content } }) =>
    bareOf(from) === all.self ? seen(all, content.chat, content.id, 'us') : undefined,
  displayed: (all, { content: { from, id } }) =>
    all.nicks.has(bareOf(from)) ? undefined : seen(all, from, id, 'them'),
  receiptack(all, { content: { from, id } }) {
    const conversation = find(all, from);
    conversation?.timeline.remarks.receive(id);
    return conversation;
  },
  chatstate(all, { content: { from, state, type }, at }) {
    const isRoom = type === 'groupchat';
    const conversation = isRoom ? all.get(bareOf(from)) : find(all, from);
    if (conversation === undefined || all.isOwn(from, isRoom)) return undefined;
    const who = typist({ from, type });
    if (state === 'composing') conversation.typing.begins(who, at);
    else conversation.typing.ends(who);
    conversation.tell();
    return undefined;
  },
  reactions(all, { content, at }) {
    const { from, type, id, reactions, delay } = content;
    const isRoom = type === 'groupchat';
    const conversation = isRoom ? all.get(bareOf(from)) : find(all, from);
    const sender = senderOf(from, isRoom, all.isOwn(from, isRoom));
    conversation?.timeline.remarks.react(id, sender, reactions, timeStamp(delay?.stamp) ?? at);
    return conversation;
  },
  retracted(all, { content }) {
    const { from, type, id, author } = content;
    const isRoom = type === 'groupchat';
    const conversation = isRoom ? all.get(bareOf(from)) : find(all, from);
    const by = all.isOwn(from, isRoom) ? US : author;
    conversation?.timeline.remarks.retract(id, { author: by, ...reasonOf(content) });
    return conversation;
  },
  moderated(all, { content }) {
    const conversation = all.get(content.room);
    conversation?.timeline.remarks.retract(content.id, reasonOf(content));
    return conversation;
  },
  message_reactions_handle(all, { content: { to, id, reactions }, at }) {
    const conversation = find(all, to);
    conversation?.timeline.remarks.react(id, US, reactions, at);
    return conversation;
  },
  message_retract_handle(all, { content: { to, id } }) {
    const conversation = find(all, to);
    conversation?.timeline.remarks.retract(id, { author: US });
    return conversation;
  },
};

/** Applies a packet; tells whoever follows what it changed. */
export function applyPacket(all: Conversations, packet: ConversationPacket): void {
  // The key decides the content: the handler of a key takes packets of that key.
  const handle = handlers[packet.key] as (
    all: Conversations,
    packet: ConversationPacket,
  ) => Conversation | undefined;
  handle(all, packet)?.touch();
}

function joined(
  all: Conversations,
  { content: { room, nick } }: PacketOf<'presence_muc_handle' | 'presence_muc_create_handle'>,
): undefined {
  all.nicks.set(room, nick);
  const conversation = all.open(room, true);
  all.breakOff((each) => each === conversation);
  return undefined;
}

function seen(
  all: Conversations,
  jid: string,
  id: string,
  who: 'them' | 'us',
): Conversation | undefined {
  const conversation = find(all, jid);
  conversation?.timeline.remarks.see(id, who);
  return conversation;
}

/** Of an occupant of a room that we are in: the private one. */
const placeTo = (all: Conversations, jid: string): string =>
  all.nicks.has(bareOf(jid)) && resourceOf(jid) !== '' ? jid : bareOf(jid);

const find = (all: Conversations, jid: string): Conversation | undefined =>
  all.get(placeTo(all, jid));

function stopTyping(conversation: Conversation): void {
  if (conversation.typing.isNobody) return;
  conversation.typing.clear();
  conversation.tell();
}

function endTyping(conversation: Conversation | undefined, who: string): void {
  if (conversation?.typing.ends(who) === true) conversation.tell();
}
