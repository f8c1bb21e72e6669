/** Brings the packets of XMPP sessions to browsers. */
export { startGateway, type Gateway } from './gateway.js';
export {
  defaultGatewayLimits,
  type GatewayLimits,
  type GatewayOptions,
  type Person,
} from './options.js';
export type { GatewayMessage, TabMessage, WireError } from './wire.js';
