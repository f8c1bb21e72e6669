/** The XMPP client of Xec: the one package that an application needs beside `@xec/xec`. */
export { Client, createClient } from './client.js';
export type { ClientOptions } from './options.js';
export type { Provider } from './providers.js';
export { CLIENT, JOURNAL, LOG, RUNTIME } from './tokens.js';
export { memoryJournal } from '@xec/journal-memory';
export { sessionPackets, sessionFeature, systemRuntime, type SessionState } from '@xec/session';
export { TransportError, type Connector, type TransportErrorCode } from '@xec/transport';
export { websocket } from '@xec/transport-websocket';
export * from './tools/index.js';
