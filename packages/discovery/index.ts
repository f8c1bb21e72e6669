/**
 * Where the server of an XMPP domain is. This entry is Node's; bundlers for browsers take `browser.ts`.
 */
export { discover, discovering, type NodeLookUpOptions } from './node.js';
export { guardedLookup, type AllowedAddresses } from './addresses.js';
export type { Candidate, Scheme } from './candidate.js';
export type { Fetch } from './host-meta.js';
export type { DiscoverOptions, DiscoveringOptions, LookUpOptions } from './options.js';
export type { SrvRecord, SrvResolver } from './srv.js';
export type { Connectors } from './try-candidates.js';
