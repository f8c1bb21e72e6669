/** What stanzas look like: JIDs, XML, builders and readers. Pure. */
export * from './core/index.js';
export * from './ping/ping.js';
