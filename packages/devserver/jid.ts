/**
 * Names of accounts.
 */
import { readJid } from '@xec/stanza';

/** The prepared localpart of a name; `undefined` where it cannot be one. */
export function prepareLocal(name: string, domain: string): string | undefined {
  if (name.includes('@') || name.includes('/')) return undefined;
  return readJid(`${name}@${domain}`)?.local;
}

/** The localpart of a name or JID of this server (`alice`, `alice@localhost`, with a resource). */
export function localOf(nameOrJid: string, domain: string): string | undefined {
  if (!nameOrJid.includes('@')) return prepareLocal(nameOrJid, domain);
  const jid = readJid(nameOrJid);
  return jid?.domain === domain ? jid.local : undefined;
}
