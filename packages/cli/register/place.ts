/**
 * Where an account is to be made, under which name, and with whose invitation.
 */
import { readInvitation, type Invitation } from '@xec/stanza';
import { readJidOption } from '../account/options.js';
import { UsageError } from '../exit.js';

/** As commander gives them. */
export interface InviteOptions {
  readonly invite?: string;
  readonly token?: string;
}

/** What the command line says of the account. */
export interface Place {
  readonly domain: string;
  /** The name that is wished for, or that the invitation is for. */
  readonly username?: string;
  readonly token?: string;
}

/**
 * Reads the address, of an account or of a server, and the invitation.
 *
 * @throws UsageError where there is neither, or they do not agree
 */
export function readPlace(address: string | undefined, options: InviteOptions): Place {
  const { token } = options;
  const invitation = options.invite === undefined ? undefined : inviteOf(options.invite);
  if (invitation !== undefined && token !== undefined) {
    throw new UsageError('expected --invite or --token, got both');
  }
  if (address === undefined && invitation === undefined) {
    throw new UsageError('expected the address of an account or of a server, or --invite <uri>');
  }
  const invited = invitation && placeOf(invitation);
  if (address === undefined) return { domain: '', ...invited };
  const { local: username, domain } = readJidOption(address);
  const asked = { domain, ...(username !== undefined && { username }) };
  if (invited === undefined) return { ...asked, ...(token !== undefined && { token }) };
  const isOther =
    invited.username !== undefined && invited.username !== (username ?? invited.username);
  if (invited.domain !== domain || isOther) {
    throw new UsageError(`the invitation is for ${textOf(invited)}, not for ${address}`);
  }
  return { ...invited, ...asked };
}

function inviteOf(uri: string): Invitation {
  const invitation = readInvitation(uri);
  if (invitation === undefined) {
    throw new UsageError(
      'expected --invite as xmpp:…?register;preauth=… or xmpp:…?roster;preauth=…',
    );
  }
  if (!invitation.mayRegister) {
    throw new UsageError('the invitation is to be a contact, and lets nobody make an account');
  }
  return invitation;
}

function placeOf({ action, jid, token }: Invitation): Place {
  const { local, domain } = readJidOption(jid);
  // Of an invitation to be a contact, it is the name of who invites.
  const username = action === 'register' ? local : undefined;
  return {
    domain,
    ...(username !== undefined && { username }),
    ...(token !== undefined && { token }),
  };
}

const textOf = ({ username, domain }: Place): string =>
  username === undefined ? domain : `${username}@${domain}`;
