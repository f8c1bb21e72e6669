import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { silentLog } from '@xec/xec';
import { WebSocketServer } from 'ws';
import { Account } from './account.js';
import { bracketed, Doors } from './doors.js';
import { makeHttp } from './http.js';
import { checkOptions, defaultGatewayLimits, type GatewayOptions } from './options.js';
import { readPageFiles } from './page-files.js';
import { SignIns } from './sign-ins.js';
import type { TabShared } from './tab.js';
import { makeUpgrade } from './upgrade.js';
import { watchPeers } from './watch-peers.js';

/** A gateway that runs. */
export interface Gateway {
  /** `http://127.0.0.1:…/`, the page's address. */
  readonly url: string;
  readonly port: number;
  /** Closes the sockets of all tabs, then stops. The clients stay as they are. */
  close(): Promise<void>;
}

/**
 * Starts a gateway: browsers sign in as one of its people, see the packets of that session, and
 * request actions on it.
 *
 * @throws TypeError when the options do not fit
 * @throws Error when the page's folder cannot be read, or the port is taken
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  checkOptions(options);
  const { people, keys, actions, page, host = '127.0.0.1', log = silentLog } = options;
  const limits = { ...defaultGatewayLimits, ...options.limits };
  const files = page === undefined ? new Map<string, never>() : readPageFiles(page);
  const shared: TabShared = { keys, actions: new Set(actions), limits, log };
  const doors = new Doors();
  const signIns = new SignIns(limits.signInMs);
  const accounts = new Map(people.map((person) => [person.id, new Account(person, shared)]));
  const { messageBytes: maxPayload, signInMs } = limits;
  const sockets = new WebSocketServer({ noServer: true, maxPayload, perMessageDeflate: false });
  const app = makeHttp({ accounts, signIns, doors, signInMs, files });
  const listener = getRequestListener(app.fetch);
  const server = createServer((request, response) => void listener(request, response));
  server.on('upgrade', makeUpgrade({ sockets, accounts, signIns, doors }));
  const stopWatching = watchPeers(sockets, limits.pingMs);
  const close = async (): Promise<void> => {
    stopWatching();
    for (const account of accounts.values()) account.close();
    await Promise.all([stop(server), closed(sockets)]);
  };
  try {
    const port = await listen(server, host, options.port ?? 0);
    doors.opened(host, port);
    return { url: `http://${bracketed(host)}:${port}/`, port, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port); // of a socket that listens on a port
    });
  });
}

/** Resolves when every socket is closed. */
async function closed(sockets: WebSocketServer): Promise<void> {
  const open = [...sockets.clients];
  await Promise.all(open.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
}

function stop(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
