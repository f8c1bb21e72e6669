/** An account's session in the browser: in the worker, or in the page where there is none. */
import { aesVault, createClient, memoryJournal, TransportError, type Client } from '@xec/client';
import { idbJournal } from '@xec/journal-idb';
import { RequestError, type OpenedAccount } from '@xec/packet-source';
import { allFeatures } from '@xec/xec';
import { keyOfBrowser } from './key-of-browser.js';
import { readLogin, type Login } from './login.js';

/** More than the default: the page has no other history. */
const packets = { count: 5000 };
const kept = idbJournal({ packets });

/**
 * Opens the session, and waits until it is online: by the password, or by what the server gave the browser
 * at an earlier login.
 *
 * @throws RequestError `not-authorized` or another condition of logins, `connection-lost` without a server
 */
export async function openAccount(given: unknown): Promise<OpenedAccount> {
  const login = readLogin(given);
  if (login === undefined) throw new RequestError('bad-request', 'expected an account');
  const { stays, ...account } = login;
  const key = stays ? await keyOfBrowser(login.jid) : undefined;
  const client = createClient({
    ...account,
    ...{ features: allFeatures, session: login.jid },
    // Of who does not want to stay, nothing does.
    ...(stays ? { journal: kept } : { journal: memoryJournal({ packets }), tokens: false }),
    ...(key !== undefined && { vault: aesVault(key) }),
  });
  await comesOnline(client, login);
  return { client, session: login.jid, close: () => client.suspend() };
}

async function comesOnline(client: Client, { password }: Login): Promise<void> {
  try {
    await client.connect();
  } catch (error) {
    await client.suspend(); // whoever tries again needs the session
    if (error instanceof TransportError) throw new RequestError('connection-lost', error.message);
    if (password !== undefined) throw error; // its condition says why
    throw new RequestError('not-authorized', 'log in first', { cause: error });
  }
}
