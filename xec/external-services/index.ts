import { feature } from '../core/index.js';
import { ExternalServicesPush } from './external-services.payload.js';
import { GetExternalCredentials } from './get-external-credentials.action.js';
import { GetExternalServices } from './get-external-services.action.js';
import { packets } from './packets.js';

export { ExternalServicesPush, GetExternalCredentials, GetExternalServices };
export { externalServiceSchema } from './schema.js';

/** External services (XEP-0215): where STUN and TURN servers are. Servers announce it, not clients. */
export const serviceDiscovery = feature({
  name: 'external-services',
  xeps: [{ xep: '0215', version: '1.0.0', since: '0.1.0' }],

  packets,
  actions: [GetExternalServices, GetExternalCredentials],
  payloads: [ExternalServicesPush],
});
