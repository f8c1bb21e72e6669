export { nextPacket, openClients, type Clients } from './clients.js';
export { openFriends, openReaders } from './friends.js';
