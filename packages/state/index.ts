/** What an interface knows, made of packets; usable without any widget. */
export { avatarKeys, Avatars, type AvatarPacket } from './avatars/avatars.js';
export { Commands, type ToSend } from './conversations/commands.js';
export { Conversation } from './conversations/conversation.js';
export { Conversations, type ConversationsOptions } from './conversations/conversations.js';
export { wordsOf, type ChatFile } from './conversations/file.js';
export { UNKNOWN } from './conversations/outbox.js';
export type { ChatMessage, Gap, Progress, Quoted, Reaction, Row } from './conversations/message.js';
export { putBounded } from './bounded.js';
export { bareOf, localOf, resourceOf } from './jids.js';
export {
  roomKeys,
  type Bookmark,
  type Farewell,
  type Invitation,
  type Occupant,
  type Room,
  type RoomPacket,
} from './rooms/room.js';
export { Rooms } from './rooms/rooms.js';
export {
  Roster,
  availabilities,
  rosterKeys,
  type Availability,
  type Contact,
  type RosterPacket,
  type SubscriptionRequest,
} from './roster/roster.js';
export {
  openState,
  stateActions,
  stateKeys,
  stateOf,
  type State,
  type StateOptions,
} from './state.js';
export { IdbStorage } from './storage/idb.js';
export { MemoryStorage } from './storage/memory.js';
export type { StateStorage, StoredRow } from './storage/storage.js';
