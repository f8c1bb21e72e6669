import { systemRuntime, type Vault } from '@xec/session';
import type { Runtime } from '@xec/xec';
import type { ClientOptions } from '../options.js';
import type { RehearsalOptions, RehearsedLogin } from './options.js';

/** Whether the server waits for what it is told before the session is online. */
export const isScripted = ({ login, stream }: RehearsalOptions): boolean =>
  login !== undefined || (stream !== undefined && stream.state !== 'online');

/** Seals nothing: the journal of a rehearsal is nobody's but its own, and is to see what is given. */
export const glassVault: Vault = {
  seal: (text) => Promise.resolve(text),
  open: (sealed) => Promise.resolve(sealed),
};

/** How the client logs in. */
export function accountOf(login: RehearsedLogin | undefined): Partial<ClientOptions> {
  if (login === undefined) return { anonymous: true };
  const { password, accessToken, allowPlain, allowLegacy, mechanism } = login;
  return {
    password,
    accessToken,
    allowPlain,
    allowLegacy,
    vault: glassVault,
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
