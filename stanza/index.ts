/** What stanzas look like: JIDs, XML, builders and readers. Pure. */
export * from './core/index.js';
export * from './ping/ping.js';
export * from './roster/roster.js';
export * from './bind/bind.js';
export * from './sasl/sasl.js';
export * from './stream/stream.js';
export * from './caps/caps.js';
export * from './caps/caps-text.js';
export * from './disco/disco-info.js';
export * from './disco/disco-items.js';
export * from './presence/index.js';
export * from './message/index.js';
export * from './forward/forward.js';
export * from './carbons/carbons.js';
