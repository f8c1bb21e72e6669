import { feature } from '../core/index.js';
import { ChangePassword } from './change-password.action.js';
import { GetRegistration } from './get-registration.action.js';
import { packets } from './packets.js';
import { RemoveRegistration } from './remove-registration.action.js';
import { SetRegistration } from './set-registration.action.js';

export { ChangePassword, GetRegistration, RemoveRegistration, SetRegistration };
export { registerAnswerSchema, registrationSchema } from './schema.js';

/**
 * In-band registration (XEP-0077) of those who are logged in: with services, and what becomes of the own
 * account. Nothing is announced: clients are not registered with.
 */
export const register = feature({
  name: 'register',
  xeps: [
    { xep: '0077', version: '2.4', since: '0.1.0' },
    { xep: '0158', version: '1.0.1', since: '0.1.0' },
  ],

  packets,
  actions: [GetRegistration, SetRegistration, ChangePassword, RemoveRegistration],
});
