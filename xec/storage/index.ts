import { feature } from '../core/index.js';
import { GetPrivate } from './get-private.action.js';
import { GetStorage } from './get-storage.action.js';
import { packets } from './packets.js';
import { SetPrivate } from './set-private.action.js';
import { SetStorage } from './set-storage.action.js';

export { GetPrivate, GetStorage, SetPrivate, SetStorage };

/** What an application keeps for an account at its server (XEP-0223, XEP-0222, XEP-0049): found again after a login. */
export const storage = feature({
  name: 'storage',
  xeps: [
    { xep: '0049', version: '1.2', since: '0.1.0' },
    { xep: '0222', version: '1.0', since: '0.1.0' },
    { xep: '0223', version: '1.1.1', since: '0.1.0' },
  ],

  packets,
  actions: [GetStorage, SetStorage, GetPrivate, SetPrivate],
});
