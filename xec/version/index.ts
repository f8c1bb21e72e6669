import { NS_VERSION } from '@xec/stanza';
import { feature } from '../core/index.js';
import { GetVersion } from './get-version.action.js';
import { packets } from './packets.js';
import { VersionQuery, XEC_VERSION } from './version.payload.js';

export { GetVersion, VersionQuery, XEC_VERSION };

/** Software Version (XEP-0092): asks, and answers. */
export const version = feature({
  name: 'version',
  xeps: [{ xep: '0092', version: '1.1', since: '0.1.0' }],

  namespaces: [NS_VERSION],
  packets,
  actions: [GetVersion],
  payloads: [VersionQuery],
});
