/**
 * Turning an HTTP request into a socket: only for our own pages, only for who may have it.
 */
import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { parse } from 'hono/utils/cookie';
import type { WebSocket, WebSocketServer } from 'ws';
import type { Accounts } from '../accounts/accounts.js';
import type { SignIns } from '../accounts/sign-ins.js';
import type { Doors } from './doors.js';

/** What is asked of a socket. */
export interface UpgradeOptions {
  readonly sockets: WebSocketServer;
  readonly accounts: Accounts;
  readonly signIns: SignIns;
  readonly doors: Doors;
  /** Other sockets, by path: who may have one is asked of the request. */
  readonly others?: ReadonlyMap<string, OtherSocket>;
}

/** A socket that is no tab's. */
export interface OtherSocket {
  /** @returns the status with which the request is refused; `undefined` where it is not */
  refusal(request: IncomingMessage): number | undefined;
  open(socket: WebSocket): void;
}

/** Answers requests to upgrade: `/as/<id>/packets?ticket=…`, or one of `others`. */
export const makeUpgrade =
  (options: UpgradeOptions) =>
  (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy());
    admitted(request, options).then(
      (admission) => {
        if (typeof admission === 'number') {
          refuse(socket, admission);
          return;
        }
        options.sockets.handleUpgrade(request, socket, head, (opened) => {
          admission(opened);
          options.sockets.emit('connection', opened, request);
        });
      },
      () => refuse(socket, 503), // the journal does not give the session
    );
  };

/** What to do with the socket, or the status with which it is refused. */
async function admitted(
  request: IncomingMessage,
  { accounts, signIns, doors, others }: UpgradeOptions,
): Promise<number | ((socket: WebSocket) => void)> {
  const { host, origin, cookie = '' } = request.headers;
  if (!doors.isOurHost(host)) return 421;
  if (!doors.isOurOrigin(origin)) return 403;
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://gateway');
  const other = others?.get(pathname);
  if (other !== undefined) return other.refusal(request) ?? ((socket) => other.open(socket));
  const [, id] = /^\/as\/([a-z0-9-]+)\/packets$/.exec(pathname) ?? [];
  if (id === undefined) return 404;
  const signIn = signIns.find(parse(cookie, doors.cookie)[doors.cookie]);
  const account = accounts.get(id);
  if (signIn?.person !== id || account === undefined) return 401;
  if (!signIns.take(signIn, searchParams.get('ticket') ?? '')) return 401;
  if (accounts.isDraining || account.isFull) return 503;
  await accounts.wake(id);
  accounts.rest(id); // where the browser is gone by now
  return (socket) => {
    if (account.isFull) socket.close(1013, 'too many tabs');
    else account.open(socket, signIn.key);
  };
}

function refuse(socket: Duplex, status: number): void {
  const words = STATUS_CODES[status] ?? '';
  socket.end(
    `HTTP/1.1 ${String(status)} ${words}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}
