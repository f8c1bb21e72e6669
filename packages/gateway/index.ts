/** Brings the packets of XMPP sessions to browsers. */
export { startGateway, type Gateway } from './gateway.js';
export { clientAccounts, type ClientAccountsOptions } from './accounts/client-accounts.js';
export type { AccountSource, OpenedClient } from './accounts/source.js';
export { defaultGatewayLimits, type GatewayLimits } from './limits.js';
export type { AdminOptions, GatewayOptions, Person } from './options.js';
export { pinoLog } from './operations/pino-log.js';
export {
  readGatewayMessage,
  readTabMessage,
  type GatewayMessage,
  type TabMessage,
  type WireError,
} from './tab/wire.js';
