import {
  gatewayAddress,
  gatewayAddressRequest,
  gatewayPrompt,
  readGatewayAddress,
  readGatewayPrompt,
  type GatewayPrompt,
} from '../../index.js';
import { jid, shape, token } from './arbitraries.js';
import { inIq } from './places.js';
import { roundTrip } from './round-trip.js';

export const iqGateway = [
  roundTrip({
    builders: { gatewayPrompt },
    readers: { readGatewayPrompt },
    of: shape<GatewayPrompt>({}, { prompt: token, description: token }),
    build: (given) => inIq(gatewayPrompt(given)),
    read: readGatewayPrompt,
  }),
  roundTrip({
    builders: { gatewayAddress },
    readers: { readGatewayAddress },
    of: jid,
    build: (address) => inIq(gatewayAddress(address)),
    read: readGatewayAddress,
  }),
  // Gateways that are older than the XEP give the address in the element of the question.
  roundTrip({
    builders: { gatewayAddressRequest },
    readers: { readGatewayAddress },
    of: jid,
    build: (address) => inIq(gatewayAddressRequest(address)),
    read: readGatewayAddress,
  }),
];
