export { RegistrationClosed, RegistrationError } from './errors.js';
export {
  OpenRegistration,
  openRegistration,
  registerAccount,
  type RegisterAccountOptions,
  type RegisteredAccount,
  type RegistrationOptions,
} from './registration.js';
