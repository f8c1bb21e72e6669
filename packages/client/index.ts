/** The XMPP client of Xec: the one package that an application needs beside `@xec/xec`. */
export { Client, createClient } from './client.js';
export type { ClientOptions } from './options.js';
export type { Provider } from './providers.js';
export { defaultConnector } from './default-connector.js';
export { probe } from './probe.js';
export { openRegistration, registerAccount } from './registration.js';
export { suspendAll, type SuspendAllOptions } from './suspend-all.js';
export { CLIENT, JOURNAL, LOG, RUNTIME } from './tokens.js';
export { memoryJournal } from '@xec/journal-memory';
export {
  RegistrationClosed,
  RegistrationError,
  sessionElements,
  sessionPackets,
  sessionFeature,
  systemRuntime,
  type OpenRegistration,
  type Probed,
  type RegisteredAccount,
  aesVault,
  readScramKeys,
  serializeScramKeys,
  type ScramKeys,
  type ScramKeysData,
  type SessionElement,
  type SessionState,
  type Vault,
} from '@xec/session';
export { discover, type Candidate } from '@xec/discovery';
export { TransportError, type Connector, type TransportErrorCode } from '@xec/transport';
export { websocket } from '@xec/transport-websocket';
export * from './tools/index.js';
export * from './upload/index.js';
