/**
 * What a connection is offered for logins: mechanisms, and what they can be bound to (XEP-0440).
 */
import { createHash } from 'node:crypto';
import type { FrameSocket } from '../frame-socket.js';
import type { Host } from '../host.js';
import { addressesIn } from './external.js';
import { bindingOfToken } from './hashed-token.js';
import type { ScramHash } from './scram-keys.js';

const bindingTypes: readonly string[] = ['tls-exporter', 'tls-unique', 'tls-server-end-point'];

export interface Offer {
  readonly mechanisms: readonly string[];
  /** Absent where no types are announced. */
  readonly channelBindings: readonly string[] | undefined;
}

/** What is offered on a connection: nothing that it cannot do. */
export function offerFor(host: Host, socket: FrameSocket): Offer {
  const own = bindingTypes.filter((type) => socket.channelBinding?.(type) !== undefined);
  const mechanisms = host.mechanisms.filter((name) => {
    if (name.endsWith('-PLUS')) return own.length > 0;
    return name !== 'EXTERNAL' || externalJids(host, socket).length > 0;
  });
  // "no SASL mechanisms supporting channel-binding": clients leave such a server (section 3, rule 5).
  const isBound = mechanisms.some((name) => name.endsWith('-PLUS'));
  const announced = host.logins.channelBindings ?? (isBound && own);
  return {
    mechanisms,
    channelBindings: announced === false || announced.length === 0 ? undefined : announced,
  };
}

/** The mechanisms for tokens that a connection can use. */
export const tokenOffer = (host: Host, socket: FrameSocket): string[] =>
  host.tokens.mechanisms.filter((name) => {
    const type = bindingOfToken(name);
    return type === undefined || socket.channelBinding?.(type) !== undefined;
  });

/** The accounts, as bare JIDs, that a connection is one of without a password. */
export function externalJids({ domain, logins }: Host, socket: FrameSocket): string[] {
  const { external } = logins;
  if (external !== undefined) return [`${external}@${domain}`];
  const { clientCertificate } = socket;
  const addresses = clientCertificate === undefined ? [] : addressesIn(clientCertificate);
  return addresses.filter((address) => address.endsWith(`@${domain}`));
}

/** The attribute `h` of SCRAM (XEP-0474 section 5.1), in base64. */
export function offerHash(hash: ScramHash, { mechanisms, channelBindings }: Offer): string {
  const lists = channelBindings === undefined ? [mechanisms] : [mechanisms, channelBindings];
  const text = lists.map((list) => [...list].sort().join('\x1e')).join('\x1f');
  return createHash(hash).update(text).digest('base64');
}
