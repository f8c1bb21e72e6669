/**
 * Invitations as addresses: `xmpp:romeo@montague.example?roster;preauth=…;ibr=y`.
 *
 * RFC 5122 with the queries of XEP-0147, XEP-0379 section 3.2 and XEP-0445 section 2.
 */
import { readJid } from '../core/index.js';

/** An invitation. */
export interface Invitation {
  /**
   * - `roster`: become a contact of the account `jid`
   * - `register`: make an account, `jid` itself or one on that domain
   */
  readonly action: 'roster' | 'register';
  /** A bare JID: of the inviter, of the account to make, or of the server. */
  readonly jid: string;
  /** What proves that one was invited. As secret as whoever has it is careful. */
  readonly token?: string;
  /** Whether the token also lets make an account on the domain of `jid`. */
  readonly mayRegister: boolean;
  /** What the inviter is called, says the invitation. */
  readonly name?: string;
}

/** Longer addresses are none. */
const MAX_LENGTH = 4096;

/**
 * Reads an invitation. An `xmpp:` link that acts needs the user's yes (XEP-0147 section 5): this only
 * says what it asks for.
 *
 * @returns `undefined` for what is no address of an invitation.
 */
export function readInvitation(uri: string): Invitation | undefined {
  const match = /^xmpp:(?!\/\/)([^?#]+)\?([^#]*)/i.exec(uri.trim());
  if (match === null || uri.length > MAX_LENGTH) return undefined;
  const [action, ...pairs] = (match[2] ?? '').split(';');
  const jid = readJid(decode(match[1] ?? ''));
  if ((action !== 'roster' && action !== 'register') || jid?.isBare !== true) return undefined;
  if (action === 'roster' && jid.local === undefined) return undefined;
  const query = readQuery(pairs);
  const token = query.get('preauth');
  // XEP-0379 writes the spaces of names as "+".
  const name = query.get('name');
  return {
    action,
    jid: jid.bare,
    ...(token !== undefined && token !== '' && { token }),
    mayRegister: action === 'register' || query.get('ibr') === 'y',
    ...(name !== undefined && name !== '' && { name }),
  };
}

/** Writes an invitation as an address. */
export function invitationUri({ action, jid, token, mayRegister, name }: Invitation): string {
  const query = [
    action,
    ...(token === undefined ? [] : [`preauth=${encodeURIComponent(token)}`]),
    ...(mayRegister && action === 'roster' ? ['ibr=y'] : []),
    ...(name === undefined ? [] : [`name=${encodeURIComponent(name)}`]),
  ];
  const path = jid.split('@').map(encodeURIComponent).join('@');
  return `xmpp:${path}?${query.join(';')}`;
}

function readQuery(pairs: readonly string[]): ReadonlyMap<string, string> {
  const query = new Map<string, string>();
  for (const pair of pairs) {
    const [key = '', ...rest] = pair.split('=');
    const text = rest.join('=');
    const value = decode(key === 'name' ? text.replace(/\+/g, ' ') : text);
    if (value !== undefined && !query.has(key)) query.set(key, value);
  }
  return query;
}

/** `undefined` for what is not encoded as it must be. */
function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined; // it throws for nothing else
  }
}
