/** Web components that live on packets. */
export { App } from './app.js';
export { Chat } from './chat.js';
export { Composer } from './composer.js';
export { ConnectionStatus } from './connection-status.js';
export { defineWidgets, widgetActions, widgetKeys } from './define.js';
export { GatewaySource, type GatewaySocket, type GatewaySourceOptions } from './gateway-source.js';
export { RequestError, type PacketSource, type SourceState } from './packet-source.js';
export type { SessionReason, SessionState, WidgetPacket } from './packets.js';
export { PickPerson, type PersonChoice } from './pick-person.js';
export { RosterList, type OpenChat } from './roster.js';
