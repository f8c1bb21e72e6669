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
export type {
  ActionStep,
  EventBody,
  EventHead,
  FixtureView,
  InspectorEvent,
  PacketTold,
  StanzaIn,
  StanzaOut,
  TriedLook,
} from './inspector/events.js';
export type { EventFilter } from './inspector/filter.js';
export type { ReplayView } from './inspector/rehearse.js';
export type { HandlerTime } from './inspector/vitals.js';
export type { WatchAnswer, WatchMessage } from './inspector/watch-messages.js';
export type { EntryView, Overview, PendingView, SessionView } from './admin/view-types.js';
export type { JournalHealth } from './operations/journal-health.js';
