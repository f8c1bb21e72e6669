/** Rooms: find, join, make, and look after them. */
export { JoinRoomWidget } from './join-room.js';
export { RoomPeople } from './room-people.js';
export { RoomSettings } from './room-settings.js';
export { RoomWidget } from './room.js';
export { RoomsWidget } from './rooms.js';

/** All actions that they request. */
export const roomsActions: readonly string[] = [
  ...['Bookmark2/Delete', 'Bookmark2/Get', 'Bookmark2/Set', 'Disco/Items', 'Disco/Request'],
  ...['Message/Decline', 'Message/Invite', 'Muc/ChangeAffiliation', 'Muc/ChangeNick'],
  ...['Muc/CreateChannel', 'Muc/CreateGroupChat', 'Muc/Destroy', 'Muc/DiscoRequest'],
  ...['Muc/GetConfig', 'Muc/GetMembers', 'Muc/SetConfig', 'Muc/SetRole', 'Muc/SetSubject'],
  ...['Presence/Muc', 'Presence/Unavailable'],
];
