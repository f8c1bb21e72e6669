export { nextPacket, openClients, type Clients } from './clients.js';
export { openFriends } from './friends.js';
