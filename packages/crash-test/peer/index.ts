export { sessionOf } from './jids.js';
export type { PeerAccount } from './line.js';
export { Peer } from './peer.js';
