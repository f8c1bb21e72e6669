/** What stanzas mean: actions, payloads, packets. No I/O. */
export * from './core/index.js';
export * from './ping/index.js';
export * from './roster/index.js';
export * from './caps/index.js';
export * from './disco/index.js';
export { allFeatures } from './all-features.js';
export * from './presence/index.js';
export * from './message/index.js';
export * from './entity-time/index.js';
export * from './last-activity/index.js';
export * from './vcard/index.js';
export * from './version/index.js';
export * from './carbons/index.js';
export * from './microblog/index.js';

// A declaration file keeps an import only where a type of it shows. These bring the keys of each
// room, and their contents, into the `PacketMap` of whoever imports this package.
export type {} from './caps/packets.js';
export type {} from './carbons/packets.js';
export type {} from './disco/packets.js';
export type {} from './entity-time/packets.js';
export type {} from './last-activity/packets.js';
export type {} from './message/packets.js';
export type {} from './microblog/packets.js';
export type {} from './ping/packets.js';
export type {} from './presence/packets.js';
export type {} from './roster/packets.js';
export type {} from './vcard/packets.js';
export type {} from './version/packets.js';
