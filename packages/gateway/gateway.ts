import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { silentLog } from '@xec/xec';
import { WebSocketServer } from 'ws';
import { AdminDoor } from './admin/admin-door.js';
import { makeAdmin } from './admin/admin-http.js';
import { Accounts } from './accounts/accounts.js';
import { Attempts } from './accounts/attempts.js';
import { SignIns } from './accounts/sign-ins.js';
import { allowedOf, checkNarrowing } from './allowed/allowed.js';
import { bracketed, Doors } from './http/doors.js';
import { makeHttp } from './http/http.js';
import { readPageFiles } from './http/page-files.js';
import { makeUpgrade, type OtherSocket } from './http/upgrade.js';
import { watchPeers } from './http/watch-peers.js';
import { defaultGatewayLimits, type GatewayLimits } from './limits.js';
import { makeInspector } from './inspector/inspector-http.js';
import { Recorder } from './inspector/recorder.js';
import { Ring } from './inspector/ring.js';
import { Vitals } from './inspector/vitals.js';
import { WatchFeed } from './inspector/watch-feed.js';
import { Health, makeHealth } from './operations/health.js';
import { Metrics } from './operations/metrics.js';
import { checkOptions, type AdminOptions, type GatewayOptions, type Person } from './options.js';
import type { TabShared } from './tab/tab.js';

/** A gateway that runs. */
export interface Gateway {
  /** `http://127.0.0.1:…/`, the page's address. */
  readonly url: string;
  readonly port: number;
  /** What an administrator has to know; `undefined` where there is none. */
  readonly adminToken: string | undefined;
  /**
   * Makes ready for the end: nobody signs in any more, tabs are told to come back later, and sessions of
   * accounts are suspended, so that another process goes on with them. `/readyz` says 503.
   */
  drain(): Promise<void>;
  /** Closes the sockets of all tabs, suspends sessions of accounts, stops. People's stay as they are. */
  close(): Promise<void>;
}

/**
 * Starts a gateway: browsers sign in, see the packets of their session, and request actions on it.
 *
 * @throws TypeError when the options do not fit
 * @throws Error when the page's folder cannot be read, or the port is taken
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  checkOptions(options);
  const { page, host = '127.0.0.1', tls, publicOrigin } = options;
  const limits = { ...defaultGatewayLimits, ...options.limits };
  const files = page === undefined ? new Map<string, never>() : readPageFiles(page);
  const doors = new Doors({ host, isTls: tls !== undefined, publicOrigin });
  const parts = makeParts(options, limits);
  const { accounts, signIns } = parts;
  const admin = options.admin && makeAdminParts(options.admin, doors, parts);
  const maxPayload = limits.messageBytes;
  const sockets = new WebSocketServer({ noServer: true, maxPayload, perMessageDeflate: false });
  const app = makeHttp({
    ...parts,
    doors,
    files,
    connect: options.connect ?? [],
    signInMs: limits.signInMs,
    health: makeHealth(parts.health),
    admin: admin?.app,
    signedIn: (outcome) => parts.metrics.signedIn(outcome),
  });
  const listener = getRequestListener(app.fetch);
  const server: Server = tls === undefined ? createServer() : createTlsServer(tls);
  server.on('request', (request, response) => void listener(request, response));
  server.on('upgrade', makeUpgrade({ sockets, accounts, signIns, doors, others: admin?.sockets }));
  const stopWatching = watchPeers(sockets, limits.pingMs);
  const close = async (): Promise<void> => {
    stopWatching();
    await Promise.all([accounts.close(), stop(server), closed(sockets)]);
  };
  try {
    const port = await listen(server, host, options.port ?? 0);
    doors.opened(port);
    const scheme = tls === undefined ? 'http' : 'https';
    const url = `${scheme}://${bracketed(host)}:${String(port)}/`;
    return { url, port, adminToken: admin?.token, drain: () => accounts.drain(), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What a gateway is made of, sockets aside. */
function makeParts(options: GatewayOptions, limits: GatewayLimits) {
  const { people = [], accounts: source, keys, actions, log = silentLog } = options;
  const { ring, vitals } = { ring: new Ring(), vitals: new Vitals() };
  // Looking on costs something: where nobody can ask, nobody does.
  const onAwake = ({ client, session }: Person): void => {
    if (options.admin === undefined) return;
    client.trace(new Recorder(session, ring, vitals)).catch((error: unknown) => {
      log.error('fault', { where: 'inspector', message: String(error) });
    });
  };
  const metrics = new Metrics(() => accounts);
  const sharedFor = ({ client }: Person): TabShared => {
    const narrowing = { keys, actions };
    const allowed = allowedOf(client.registry, narrowing);
    checkNarrowing(client.registry, allowed, narrowing);
    return { allowed, limits, log, watch: metrics };
  };
  const signIns = new SignIns(limits.signInMs, limits.ticketMs);
  const accounts: Accounts = new Accounts({
    people,
    source,
    signIns,
    limits,
    log,
    sharedFor,
    onAwake,
  });
  return {
    log,
    metrics,
    signIns,
    accounts,
    ring,
    vitals,
    health: new Health(accounts, source?.journal),
    attempts: {
      account: new Attempts(limits.attempts, 30_000),
      address: new Attempts(limits.addressAttempts, 6_000),
    },
  };
}

/** What only administrators reach. */
function makeAdminParts(
  options: AdminOptions,
  doors: Doors,
  { accounts, ring, vitals, health, metrics, attempts }: ReturnType<typeof makeParts>,
) {
  const door = new AdminDoor(options, () => `${doors.cookie}-admin`);
  const inspector = makeInspector({ ring, accounts });
  const feed: OtherSocket = {
    refusal: (request) => (door.admits(request) ? undefined : 401),
    open: (socket) => {
      new WatchFeed(socket, ring).start();
    },
  };
  return {
    token: door.token,
    sockets: new Map([['/api/inspector/feed', feed]]),
    app: makeAdmin({
      ...{ door, doors, accounts, vitals, health, metrics, inspector },
      attempts: attempts.address,
    }),
  };
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

/** Closes what is open still, and resolves when every socket is closed. */
async function closed(sockets: WebSocketServer): Promise<void> {
  const open = [...sockets.clients];
  for (const socket of open) {
    socket.close(1001, 'the gateway closes');
    setTimeout(() => socket.terminate(), 1000).unref();
  }
  await Promise.all(open.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
}

function stop(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
