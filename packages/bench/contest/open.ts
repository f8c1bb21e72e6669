/** Opens a session of one of the contenders. */
import { openBare, readBySwitch, readNothing } from './bare.js';
import type { ContenderName, OpenSession, SessionSetup } from './contender.js';

/** @throws Error (the promise rejects) when the login did not succeed */
export async function openContender(
  name: ContenderName,
  setup: SessionSetup,
): Promise<OpenSession> {
  switch (name) {
    case 'xec':
    case 'xec, sqlite': {
      const { openXec } = await import('./xec.js'); // others do not pay for reading it
      return openXec(setup, { isStored: name !== 'xec' });
    }
    case 'xmpp.js':
    case 'stanza.js':
    case 'strophe.js':
      return openPeer(name, setup);
    case 'ltx and a switch':
      return openBare(setup, readBySwitch);
    case 'bare ws':
      return openBare(setup, readNothing);
  }
}

async function openPeer(name: string, setup: SessionSetup): Promise<OpenSession> {
  const file = new URL(`../../peers/${name.replace('.', '-')}.mjs`, import.meta.url);
  // What the script exports: it is no part of the build, as what it imports may not be installed.
  const { open } = (await import(file.href)) as {
    open: (setup: SessionSetup) => Promise<OpenSession>;
  };
  return open(setup);
}
