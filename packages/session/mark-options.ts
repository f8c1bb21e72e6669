import { markSecret, type Secret } from '@xec/xec';
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
  const { password, accessToken, component } = options;
  return {
    ...options,
    password: markSecret(password),
    accessToken: markSecret(accessToken),
    component: component && { secret: markSecret(component.secret) },
  };
}
