/**
 * Turning an HTTP request into a tab's socket: only for our own page, only for who signed in.
 */
import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { parse } from 'hono/utils/cookie';
import type { WebSocketServer } from 'ws';
import type { Account } from './account.js';
import type { Doors } from './doors.js';
import type { SignIns } from './sign-ins.js';

/** What is asked of a socket. */
export interface UpgradeOptions {
  readonly sockets: WebSocketServer;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly signIns: SignIns;
  readonly doors: Doors;
}

export const makeUpgrade =
  ({ sockets, accounts, signIns, doors }: UpgradeOptions) =>
  (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy());
    const { host, origin, cookie = '' } = request.headers;
    const [, id] = /^\/as\/([a-z0-9-]+)\/packets$/.exec(request.url ?? '') ?? [];
    if (!doors.isOurHost(host)) return refuse(socket, 421);
    if (!doors.isOurOrigin(origin)) return refuse(socket, 403);
    if (id === undefined) return refuse(socket, 404);
    const signIn = signIns.find(parse(cookie, doors.cookie)[doors.cookie]);
    const account = accounts.get(id);
    if (signIn?.person !== id || account === undefined) return refuse(socket, 401);
    if (account.isFull) return refuse(socket, 503);
    return sockets.handleUpgrade(request, socket, head, (opened) => {
      account.open(opened, signIn.key);
      sockets.emit('connection', opened, request);
    });
  };

function refuse(socket: Duplex, status: number): void {
  const words = STATUS_CODES[status] ?? '';
  socket.end(`HTTP/1.1 ${status} ${words}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
