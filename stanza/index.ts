/** What stanzas look like: JIDs, XML, builders and readers. Pure. */
export * from './core/index.js';
export * from './ping/ping.js';
export * from './roster/roster.js';
export * from './bind/bind.js';
export * from './sasl/sasl.js';
export * from './stream/stream.js';
export * from './presence/index.js';
export * from './message/index.js';
export * from './entity-time/entity-time.js';
export * from './last-activity/last-activity.js';
export * from './version/version.js';
export * from './forward/forward.js';
export * from './carbons/carbons.js';
export * from './caps/index.js';
export * from './disco/index.js';
export * from './vcard/index.js';
