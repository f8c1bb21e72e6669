import { systemRuntime } from '@xec/session';
import type { Runtime } from '@xec/xec';
import type { ClientOptions } from '../options.js';
import type { RehearsalOptions, RehearsedLogin } from './options.js';

/** Whether the server waits for what it is told before the session is online. */
export const isScripted = ({ login, stream }: RehearsalOptions): boolean =>
  login !== undefined || (stream !== undefined && stream.state !== 'online');

/** How the client logs in. */
export function accountOf(login: RehearsedLogin | undefined): Partial<ClientOptions> {
  if (login === undefined) return { anonymous: true };
  const { password, accessToken, allowPlain, mechanism } = login;
  return {
    password,
    accessToken,
    allowPlain,
    ...(mechanism !== undefined && { mechanisms: [mechanism] }),
  };
}

/** A world in which the nonce, and the id of the first request, which binds, are known before. */
export function foretelling(login: RehearsedLogin | undefined): Runtime {
  const { nonce, bindId = 'bind' } = login ?? {};
  const ids = [bindId];
  return {
    ...systemRuntime,
    foretold: (what) => (what === 'nonce' ? nonce : ids.shift()),
  };
}
