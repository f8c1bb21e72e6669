/** What stanzas mean: actions, payloads, packets. No I/O. */
export * from './core/index.js';
export * from './ping/index.js';
export * from './roster/index.js';
export * from './caps/index.js';
export * from './disco/index.js';
export * from './presence/index.js';
export * from './message/index.js';
export { allFeatures } from './all-features.js';
export * from './carbons/index.js';
