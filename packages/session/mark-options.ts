import { markSecret, type Secret } from '@xec/xec';
import type { ConnectOptions } from '@xec/transport';
import type { SessionOptions } from './options.js';

/** Options whose secrets nobody reads by mistake. */
export interface MarkedOptions extends Omit<
  SessionOptions,
  'password' | 'accessToken' | 'component'
> {
  readonly password?: Secret | undefined;
  readonly accessToken?: Secret | undefined;
  readonly component?: { readonly secret: Secret } | undefined;
}

/** The door: applications give plain texts, and from here on they are secrets. */
export function markOptions(options: SessionOptions): MarkedOptions {
  const { password, accessToken, component, connect } = options;
  return {
    ...options,
    ...(connect !== undefined && { connect: markConnect(connect) }),
    password: markSecret(password),
    accessToken: markSecret(accessToken),
    component: component && { secret: markSecret(component.secret) },
  };
}

function markConnect({ clientCertificate, ...connect }: ConnectOptions): ConnectOptions {
  if (clientCertificate === undefined) return connect;
  const { certificate, key } = clientCertificate;
  const marked = typeof key === 'string' ? markSecret(key) : key;
  return { ...connect, clientCertificate: { certificate, key: marked } };
}
