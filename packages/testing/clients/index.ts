export { nextPacket, openClients, type Clients } from './clients.js';
