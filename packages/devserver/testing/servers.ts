/**
 * Servers and clients that end with their test.
 */
import { afterEach } from '@jest/globals';
import { startDevServer, type DevServer, type DevServerOptions } from '../index.js';
import { RawClient } from './raw-client.js';

const running: DevServer[] = [];
const clients: RawClient[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.socket.terminate();
  for (const server of running.splice(0)) await server.close();
});

/** A server with alice, bob and carol, whose password is "secret". */
export async function startServer(options: DevServerOptions = {}): Promise<DevServer> {
  const server = await startDevServer({
    accounts: { alice: 'secret', bob: 'secret', carol: 'secret' },
    say: () => undefined,
    ...options,
  });
  running.push(server);
  return server;
}

/** A client that is bound. */
export const login = (server: DevServer, name: string, resource?: string): Promise<RawClient> =>
  keep(RawClient.login(server.url, name, resource));

/** A client that is logged in and not bound. */
export const authenticate = (server: DevServer, name: string): Promise<RawClient> =>
  keep(RawClient.authenticate(server.url, name));

/** A client that is bound, interested and available. */
export const online = (server: DevServer, name: string, resource?: string): Promise<RawClient> =>
  keep(RawClient.online(server.url, name, resource));

/** A client whose stream is not open. */
export const connect = (server: DevServer, protocols?: string[]): Promise<RawClient> =>
  keep(RawClient.connect(server.url, protocols));

async function keep(starting: Promise<RawClient>): Promise<RawClient> {
  const client = await starting;
  clients.push(client);
  return client;
}
