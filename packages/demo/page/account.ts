/** An account's session in the browser: in the worker, or in the page where there is none. */
import { aesVault, createClient, TransportError, type Client } from '@xec/client';
import { idbJournal } from '@xec/journal-idb';
import { RequestError, type OpenedAccount } from '@xec/packet-source';
import { allFeatures } from '@xec/xec';
import { keyOfBrowser } from './key-of-browser.js';
import { readLogin } from './login.js';

/** More than the default: the page has no other history. */
const journal = idbJournal({ packets: { count: 5000 } });

/**
 * Opens the session, and lets it connect: `session_state` tells how that goes. Without a password it has
 * to come online, by what the server gave the browser at an earlier login.
 *
 * @throws RequestError `not-authorized` where that is not enough, `connection-lost` without a server
 */
export async function openAccount(given: unknown): Promise<OpenedAccount> {
  const login = readLogin(given);
  if (login === undefined) throw new RequestError('bad-request', 'expected an account');
  const key = await keyOfBrowser(login.jid);
  const client = createClient({
    ...login,
    ...{ features: allFeatures, journal, session: login.jid },
    ...(key !== undefined && { vault: aesVault(key) }),
  });
  const connecting = client.connect();
  if (login.password === undefined) await comesOnline(client, connecting);
  else connecting.catch(() => undefined);
  return { client, session: login.jid, close: () => client.suspend() };
}

async function comesOnline(client: Client, connecting: Promise<void>): Promise<void> {
  try {
    await connecting;
  } catch (error) {
    await client.suspend(); // whoever comes with a password needs the session
    if (error instanceof TransportError) throw new RequestError('connection-lost', error.message);
    throw new RequestError('not-authorized', 'log in first', { cause: error });
  }
}
