/** What an interface knows, made of packets. */
export { ChatModel, chatKeys, type ChatPacket, type Line, type Progress } from './chat-model.js';
export { bareOf, localOf } from './jids.js';
export {
  RosterModel,
  availabilities,
  rosterKeys,
  type Availability,
  type Contact,
  type RosterPacket,
} from './roster-model.js';
