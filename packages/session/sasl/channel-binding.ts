/**
 * Channel binding (RFC 5056): a login that counts on one TLS connection only, so that whoever sits
 * in between cannot pass it on.
 */
import type { Offer } from './mechanism.js';

/** The types that are known here, the one to prefer first. */
export const channelBindingTypes = ['tls-exporter', 'tls-unique', 'tls-server-end-point'] as const;

/** RFC 9266 (`tls-exporter`) and RFC 5929. */
export type ChannelBindingType = (typeof channelBindingTypes)[number];

/** What a connection is known by at both of its ends. */
export interface ChannelBinding {
  readonly type: ChannelBindingType;
  readonly data: Uint8Array;
}

/**
 * Gives the data of a type, or `undefined` where the connection has none. It must give `tls-unique`
 * with TLS 1.2 or older only: later versions do not define it (RFC 9266 section 3).
 */
export type ChannelBindingSource = (type: ChannelBindingType) => Uint8Array | undefined;

/** A connection that a login can be bound to. */
export interface BindableConnection {
  readonly source: ChannelBindingSource;
  /** `binding-rules.js`: pages, whose connections have nothing to bind to, do not load it. */
  readonly rules: Pick<
    typeof import('./binding-rules.js'),
    'contradictionIn' | 'mustBeProved' | 'tokenFault'
  >;
}

/** Whether a connection has anything that a login can be bound to. */
export const isBindable = (source: ChannelBindingSource = () => undefined): boolean =>
  channelBindingTypes.some((type) => source(type) !== undefined);

/** Whether a mechanism binds the login to the connection. */
export const isBinding = (mechanism: string): boolean => mechanism.endsWith('-PLUS');

/**
 * What to say about channel binding to a server with this offer.
 *
 * - a binding, of the best type that both ends have, where the server offers mechanisms for it. A
 *   server that names no types means `tls-unique` (RFC 5802 section 6.1), or, as ejabberd does with
 *   TLS 1.3, none that works;
 * - `not-offered`, where there would be one and the server offers no such mechanism: a server that
 *   did offer one then knows that somebody took it away (section 6);
 * - `undefined`, where this end has none, or none that the server has: see `mustBeProved`.
 */
export function bindingFor(
  { mechanisms, channelBindings }: Offer,
  source: ChannelBindingSource = () => undefined,
): ChannelBinding | 'not-offered' | undefined {
  if (!mechanisms.some(isBinding)) return isBindable(source) ? 'not-offered' : undefined;
  const wanted = channelBindings ?? ['tls-unique'];
  for (const type of channelBindingTypes) {
    const data = wanted.includes(type) ? source(type) : undefined;
    if (data !== undefined) return { type, data };
  }
  return undefined;
}
