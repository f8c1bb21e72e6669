/**
 * Which mechanism a login uses: the strongest that is offered, and never a weaker one than before.
 */
import { scramHashes, type ScramName } from './scram-hash.js';

/** The mechanisms there are. */
export type MechanismName = ScramName | 'PLAIN' | 'ANONYMOUS';

/** What the owner of the account allows, and what is known of the connection. */
export interface MechanismPolicy {
  /** PLAIN shows the password to the server. */
  readonly allowPlain: boolean;
  /** Logs in without an account. */
  readonly anonymous: boolean;
  /** The mechanism that this account used last; weaker ones are refused (XEP-0438 section 5.1). */
  readonly pinned?: string | undefined;
  readonly isSecure: boolean;
  readonly isLoopback: boolean;
}

/** A mechanism, or a sentence for the user that says why there is none. */
export type MechanismChoice = { readonly mechanism: MechanismName } | { readonly refused: string };

/** Strongest first. */
const strength: readonly string[] = [...Object.keys(scramHashes), 'PLAIN'];

/** Chooses among what the server offered. */
export function chooseMechanism(
  offered: readonly string[],
  policy: MechanismPolicy,
): MechanismChoice {
  if (policy.anonymous) {
    if (offered.includes('ANONYMOUS')) return { mechanism: 'ANONYMOUS' };
    return { refused: 'The server does not allow a login without an account.' };
  }
  const known = strength.filter((name) => offered.includes(name));
  const strongest = known.find((name) => name !== 'PLAIN' || mayUsePlain(policy));
  const { pinned } = policy;
  // Nothing is weaker than PLAIN.
  if (pinned !== undefined && pinned !== 'PLAIN' && isWeaker(strongest, pinned)) {
    return { refused: downgraded(pinned) };
  }
  if (strongest === undefined) return { refused: noMechanism(offered, policy) };
  return { mechanism: strongest as MechanismName }; // `strength` holds names of mechanisms only
}

const mayUsePlain = ({ allowPlain, isSecure, isLoopback }: MechanismPolicy): boolean =>
  allowPlain && (isSecure || isLoopback);

/** Nothing is as strong as a pin that is not known here. */
function isWeaker(name: string | undefined, pinned: string): boolean {
  return name === undefined || strength.indexOf(name) > strength.indexOf(pinned);
}

const downgraded = (pinned: string): string =>
  `This account logged in with ${pinned} before, and now nothing as strong is offered. Somebody ` +
  'between you and the server may be trying to get your password. If the server was changed, ' +
  'forget what this account used before and log in again.';

function noMechanism(offered: readonly string[], policy: MechanismPolicy): string {
  if (offered.includes('PLAIN')) {
    if (!policy.allowPlain) {
      return 'The server wants to see the password itself (PLAIN), which is not allowed here.';
    }
    return 'The server wants to see the password itself (PLAIN), and others could read it on the way.';
  }
  if (offered.includes('ANONYMOUS')) return 'The server has no accounts that one could log in to.';
  return 'The server offers no way to log in that is known here.';
}
