import { feature } from '../core/index.js';
import { GetGatewayPrompt } from './get-gateway-prompt.action.js';
import { packets } from './packets.js';
import { SetGatewayAddress } from './set-gateway-address.action.js';

export { GetGatewayPrompt, SetGatewayAddress };

/** Contacts in other networks (XEP-0100). Gateways announce it, clients do not. */
export const iqGateway = feature({
  name: 'iq-gateway',
  xeps: [{ xep: '0100', version: '1.0', since: '0.1.0' }],

  packets,
  actions: [GetGatewayPrompt, SetGatewayAddress],
});
