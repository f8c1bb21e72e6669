/**
 * The server's mechanisms by name, each made for one login.
 */
import { randomBytes } from 'node:crypto';
import type { FrameSocket } from './frame-socket.js';
import type { Host } from './host.js';
import { prepareLocal } from './jid.js';
import { External } from './sasl/external.js';
import { bindingOfToken, HashedToken } from './sasl/hashed-token.js';
import { CramMd5, DigestMd5 } from './sasl/md5.js';
import { fail, type SaslFailure, type SaslMechanism } from './sasl/mechanism.js';
import { OAuthBearer, XOAuth2 } from './sasl/oauth.js';
import { externalJids, offerFor, offerHash } from './sasl/offer.js';
import { Anonymous, Plain } from './sasl/plain.js';
import { Scram, type ScramUser } from './sasl/scram.js';
import type { ScramHash } from './sasl/scram-keys.js';
import type { UseToken } from './tokens.js';

const scramHashes: ReadonlyMap<string, ScramHash> = new Map([
  ['SCRAM-SHA-1', 'sha1'],
  ['SCRAM-SHA-256', 'sha256'],
  ['SCRAM-SHA-512', 'sha512'],
]);

/** The hash of a mechanism of SCRAM, with or without channel binding. */
export const scramHashOf = (mechanism: string): ScramHash | undefined =>
  scramHashes.get(mechanism.replace(/-PLUS$/, ''));

/**
 * The mechanisms offered where nothing else is asked for, strongest first. Those with `-PLUS` and
 * EXTERNAL are offered on connections that can have them.
 */
export function defaultMechanisms(hasTokens: boolean, isAnonymous: boolean): string[] {
  return [
    'EXTERNAL',
    ...(hasTokens ? ['OAUTHBEARER', 'X-OAUTH2'] : []),
    'SCRAM-SHA-512-PLUS',
    'SCRAM-SHA-256-PLUS',
    'SCRAM-SHA-1-PLUS',
    'SCRAM-SHA-512',
    'SCRAM-SHA-256',
    'SCRAM-SHA-1',
    'PLAIN',
    ...(isAnonymous ? ['ANONYMOUS'] : []),
  ];
}

/** The mechanism of that name; `undefined` for one that is not known here. */
export function createMechanism(
  name: string,
  host: Host,
  socket: FrameSocket,
): SaslMechanism | undefined {
  const { domain, accounts, logins } = host;
  const hash = scramHashOf(name);
  if (hash !== undefined) return createScram(name, hash, host, socket);
  const findPassword = (username: string): string | undefined => passwordOf(host, username);
  const findUser = (token: string): string | undefined =>
    Object.hasOwn(logins.tokens, token) ? logins.tokens[token] : undefined;
  switch (name) {
    case 'EXTERNAL':
      return new External(externalJids(host, socket));
    case 'OAUTHBEARER':
      return new OAuthBearer(domain, findUser);
    case 'X-OAUTH2':
      return new XOAuth2(findUser);
    case 'DIGEST-MD5':
      return new DigestMd5(domain, host.randomId(), findPassword);
    case 'CRAM-MD5':
      return new CramMd5(`<${host.randomId()}@${domain}>`, findPassword);
    case 'PLAIN':
      return new Plain(domain, (username, password) =>
        findPassword(username) === password ? undefined : fail('not-authorized'),
      );
    case 'ANONYMOUS':
      return new Anonymous(() => accounts.add(host.randomId().toLowerCase(), '', true).name);
    default:
      return undefined;
  }
}

/** A mechanism for tokens (XEP-0484). */
export function createTokenMechanism(
  name: string,
  socket: FrameSocket,
  use: UseToken,
): SaslMechanism | undefined {
  const type = bindingOfToken(name);
  const bound = type === undefined ? new Uint8Array(0) : socket.channelBinding?.(type);
  return bound && new HashedToken(bound, use);
}

function passwordOf({ accounts, domain }: Host, username: string): string | undefined {
  const account = accounts.find(prepareLocal(username, domain) ?? '');
  return account === undefined || account.isTemporary ? undefined : account.password;
}

function createScram(name: string, hash: ScramHash, host: Host, socket: FrameSocket): Scram {
  const offer = offerFor(host, socket);
  return new Scram({
    hash,
    domain: host.domain,
    binding: {
      isBound: name.endsWith('-PLUS'),
      isOffered: offer.mechanisms.some((each) => each.endsWith('-PLUS')),
      data: (type) => socket.channelBinding?.(type),
    },
    offerHash: host.logins.protectsOffer ? offerHash(hash, offer) : undefined,
    find: (username, nonce) => scramUser(host, hash, username, nonce),
  });
}

function scramUser(
  host: Host,
  hash: ScramHash,
  username: string,
  clientNonce: string,
): ScramUser | SaslFailure {
  const account = host.accounts.find(prepareLocal(username, host.domain) ?? '');
  if (account === undefined || account.isTemporary) return fail('not-authorized');
  const fault = host.faults.login.of(account.name);
  const added =
    fault.nonce === 'reused' ? 'always-the-same-nonce' : randomBytes(18).toString('base64');
  const nonces = { honest: clientNonce + added, short: clientNonce, foreign: added };
  return {
    keys: account.keys(hash, fault.iterations ?? host.iterations),
    nonce: nonces[fault.nonce === 'short' || fault.nonce === 'foreign' ? fault.nonce : 'honest'],
    signature: (honest) => {
      if (fault.signature === undefined) return honest;
      return fault.signature === 'missing' ? undefined : forge(honest);
    },
  };
}

/** A signature of the same length that proves nothing. */
function forge(signature: string): string {
  const bytes = Buffer.from(signature, 'base64');
  return Buffer.from(bytes.map((byte) => byte ^ 0xff)).toString('base64');
}
