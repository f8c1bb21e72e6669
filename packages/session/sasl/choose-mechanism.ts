/**
 * Which mechanism a login uses: the strongest that is offered, and never a weaker one than before.
 */
import {
  bindingFor,
  isBinding,
  type BindableConnection,
  type ChannelBinding,
} from './channel-binding.js';
import type { Offer } from './mechanism.js';
import { hashOf, scramHashes, type ScramMechanismName, type ScramName } from './scram-hash.js';

/** Mechanisms that are off unless the owner of an account names them: MD5 protects no password. */
export type LegacyMechanismName = 'DIGEST-MD5' | 'CRAM-MD5';

/** The mechanisms there are; those for tokens of XEP-0484 are not chosen among them. */
export type LoginMechanismName =
  | ScramMechanismName
  | LegacyMechanismName
  | 'EXTERNAL'
  | 'OAUTHBEARER'
  | 'X-OAUTH2'
  | 'PLAIN'
  | 'ANONYMOUS';

/** What the owner of the account allows and has, and what is known of the connection. */
export interface MechanismPolicy {
  /** PLAIN shows the password to the server. */
  readonly allowPlain: boolean;
  /** Logs in without an account. */
  readonly anonymous: boolean;
  /** Mechanisms that may be used; absent: all. One with `-PLUS` goes with the one without. */
  readonly allowed?: readonly string[] | undefined;
  /** Mechanisms with MD5 that may be used all the same (RFC 6331 says what is wrong with them). */
  readonly allowLegacy?: readonly LegacyMechanismName[] | undefined;
  /** Whether there is a password; default: yes. */
  readonly hasPassword?: boolean | undefined;
  /** Of what the keys are that stand in place of a password: no other hash will do. */
  readonly keys?: ScramName | undefined;
  /** Whether there is an access token of OAuth 2.0: it is used where the server takes it. */
  readonly hasAccessToken?: boolean | undefined;
  /** Whether the connection shows a certificate of the account: it is used where the server takes it. */
  readonly hasCertificate?: boolean | undefined;
  /**
   * What this account was pinned to, {@link ChosenMechanism.pin} of an earlier login: nothing weaker
   * is used (XEP-0438 section 5.1).
   */
  readonly pinned?: string | undefined;
  /** What logins can be bound to on this connection; absent: nothing. */
  readonly channelBinding?: BindableConnection | undefined;
  readonly isSecure: boolean;
  readonly isLoopback: boolean;
}

/** A mechanism, and what goes with it: for `createMechanism`. */
export interface ChosenMechanism {
  readonly mechanism: LoginMechanismName;
  /** See `SaslCredentials.channelBinding`. */
  readonly channelBinding: ChannelBinding | 'not-offered' | undefined;
  /** All that the server offered. */
  readonly offer: Offer;
  /** See `SaslCredentials.needsProofOfOffer`. */
  readonly needsProofOfOffer: boolean;
  /**
   * What to keep when the login went well: the strongest this account was ever served with. Of SCRAM
   * it is the hash, for whether a login can be bound depends on the connection as well.
   */
  readonly pin: string;
}

/** Why there is none: a sentence for the user, and `downgrade` for an offer that contradicts itself. */
export interface NoMechanism {
  readonly refused: string;
  readonly condition?: 'downgrade';
}

/** A mechanism, or why there is none. */
export type MechanismChoice = ChosenMechanism | NoMechanism;

const scramNames = Object.keys(scramHashes) as ScramName[]; // of that very table: strongest first

/** In the order in which they are tried: one that binds the login before the strongest hash. */
const order: readonly LoginMechanismName[] = [
  'EXTERNAL',
  'OAUTHBEARER',
  'X-OAUTH2',
  ...scramNames.map((name) => `${name}-PLUS` as const),
  ...scramNames,
  'DIGEST-MD5',
  'CRAM-MD5',
  'PLAIN',
];

/** Strongest last; what is not here shows a secret, as PLAIN does. */
const strength: readonly string[] = ['CRAM-MD5', 'DIGEST-MD5', ...[...scramNames].reverse()];

/** Chooses among what the server offers. */
export function chooseMechanism(offer: Offer, policy: MechanismPolicy): MechanismChoice {
  const offered = offer.mechanisms.filter((name) => isAllowed(name, policy.allowed));
  if (policy.anonymous) {
    if (offered.includes('ANONYMOUS')) return chosen('ANONYMOUS', offer, policy);
    return { refused: 'The server does not allow a login without an account.' };
  }
  const rules = mayBind(policy) ? policy.channelBinding?.rules : undefined;
  const contradiction = rules?.contradictionIn(offer);
  if (contradiction !== undefined) return { refused: contradiction, condition: 'downgrade' };
  const { pinned } = policy;
  const channelBinding = bindingFor(offer, policy.channelBinding?.source);
  const usable = order.filter(
    (name) => offered.includes(name) && isUsable(name, policy) && !isDowngrade(name, pinned),
  );
  const strongest = usable.find((name) => !isBinding(name) || typeof channelBinding === 'object');
  if (strongest !== undefined) {
    const needsProof = strongest !== usable[0] && rules?.mustBeProved(offer);
    return chosen(strongest, offer, policy, channelBinding, needsProof);
  }
  const isPinned = pinned !== undefined && isSecretKeeping(pinned);
  const mayBeAttack = isPinned && (policy.hasPassword ?? true);
  return { refused: mayBeAttack ? downgraded(pinned) : noMechanism(offered, policy) };
}

function chosen(
  mechanism: LoginMechanismName,
  offer: Offer,
  { pinned }: MechanismPolicy,
  channelBinding?: ChannelBinding | 'not-offered',
  needsProofOfOffer = false,
): ChosenMechanism {
  const own = hashOf(mechanism);
  const pin = pinned === undefined || rank(pinned) < rank(own) ? own : pinned;
  // Whoever says "n" or "p=…" to a mechanism without channel binding says nothing of weight.
  const binding =
    typeof channelBinding === 'object' && !isBinding(mechanism) ? undefined : channelBinding;
  return { mechanism, channelBinding: binding, offer, needsProofOfOffer, pin: hashOf(pin) };
}

/** Whether the account has what a bound login needs, whoever offers it. */
const mayBind = (policy: MechanismPolicy): boolean =>
  order.some(
    (name) => isBinding(name) && isAllowed(name, policy.allowed) && isUsable(name, policy),
  );

const isAllowed = (name: string, allowed: readonly string[] | undefined): boolean =>
  allowed === undefined || allowed.includes(name) || allowed.includes(hashOf(name));

/** Whether the account has what the mechanism needs, and its owner wants it. */
function isUsable(name: LoginMechanismName, policy: MechanismPolicy): boolean {
  const { hasPassword = true, isSecure, isLoopback } = policy;
  const isPrivate = isSecure || isLoopback;
  switch (name) {
    case 'EXTERNAL':
      return policy.hasCertificate ?? false;
    case 'OAUTHBEARER':
    case 'X-OAUTH2':
      return (policy.hasAccessToken ?? false) && isPrivate;
    case 'DIGEST-MD5':
    case 'CRAM-MD5':
      return hasPassword && (policy.allowLegacy?.includes(name) ?? false);
    case 'PLAIN':
      return hasPassword && policy.allowPlain && isPrivate;
    default:
      return hasPassword || policy.keys === hashOf(name);
  }
}

/**
 * Whether a mechanism shows more of the password than the pinned one did. Those that use another
 * secret show nothing of it.
 */
function isDowngrade(name: string, pinned: string | undefined): boolean {
  if (pinned === undefined || !isSecretKeeping(pinned)) return false;
  if (name === 'EXTERNAL' || name === 'OAUTHBEARER' || name === 'X-OAUTH2') return false;
  return rank(hashOf(name)) < rank(hashOf(pinned));
}

/** Nothing is weaker than a mechanism that shows a secret. */
const isSecretKeeping = (pinned: string): boolean => rank(hashOf(pinned)) >= 0;

/** A certificate is followed by any SCRAM (XEP-0474 section 6); what is not known here, by nothing. */
function rank(name: string): number {
  if (['PLAIN', 'ANONYMOUS', 'OAUTHBEARER', 'X-OAUTH2'].includes(name)) return -1;
  const at = strength.indexOf(name === 'EXTERNAL' ? 'SCRAM-SHA-1' : name);
  return at < 0 ? Infinity : at;
}

const downgraded = (pinned: string): string =>
  `This account logged in with ${pinned} before, and now nothing as strong is offered. Somebody ` +
  'between you and the server may be trying to get your password. If the server was changed, ' +
  'forget what this account used before and log in again.';

function noMechanism(offered: readonly string[], policy: MechanismPolicy): string {
  const { keys, hasPassword = true, hasAccessToken = false, hasCertificate = false } = policy;
  if (!hasPassword) {
    if (keys !== undefined) {
      return `Only keys for ${keys} are stored, which the server does not offer: the password is needed.`;
    }
    if (hasAccessToken) {
      return 'The server takes no access tokens (OAUTHBEARER), or others could read it on the way.';
    }
    if (hasCertificate) return 'The server takes no certificates (EXTERNAL).';
    return 'There is no password, no token and no certificate to log in with.';
  }
  if (offered.includes('PLAIN')) {
    if (!policy.allowPlain) {
      return 'The server wants to see the password itself (PLAIN), which is not allowed here.';
    }
    return 'The server wants to see the password itself (PLAIN), and others could read it on the way.';
  }
  const legacy = offered.find((name) => name === 'DIGEST-MD5' || name === 'CRAM-MD5');
  if (legacy !== undefined) {
    return `The server offers ${legacy} only, which protects no password and is not allowed here.`;
  }
  if (offered.includes('ANONYMOUS')) return 'The server has no accounts that one could log in to.';
  return 'The server offers no way to log in that is known here.';
}
