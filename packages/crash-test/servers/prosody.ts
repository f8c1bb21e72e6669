import { startServer } from '@xec/testing';
import type { CrashServer } from './crash-server.js';

/** A Prosody of our own. It forgets its streams when it ends. */
export async function startProsody(): Promise<CrashServer> {
  const server = await startServer('prosody');
  return {
    url: server.ws,
    domain: server.domain,
    canKeepStreams: false,
    addUser: (name, password) => server.addUser(name, password),
    restart: () => server.restart(),
    stop: () => server.stop(),
  };
}
