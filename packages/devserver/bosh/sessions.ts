/**
 * The BOSH end point (XEP-0124, XEP-0206): HTTP requests in, sessions behind them. Pages of every origin
 * may ask.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { XmlError } from '@xec/stanza';
import type { FrameReceiver, FrameSocket } from '../frame-socket.js';
import { readBody, writeBody } from './body.js';
import { BoshSession } from './session.js';

export const BOSH_PATH = '/http-bind';
const MAX_BYTES = 1024 * 1024;

export class BoshSessions {
  readonly #sessions = new Map<string, BoshSession>();

  constructor(
    private readonly isSecure: boolean,
    private readonly refusedStatus: () => number | undefined,
    private readonly accept: (socket: FrameSocket) => FrameReceiver,
  ) {}

  /** Takes a request for {@link BOSH_PATH}. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', 'content-type');
    const status = this.refusedStatus();
    if (status !== undefined) return void response.writeHead(status).end();
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    if (request.method !== 'POST') return void response.end('XMPP over HTTP: POST a <body/>.\n');
    try {
      const text = await readText(request);
      if (text === undefined) return void response.writeHead(413).end();
      this.#take(text, response);
    } catch (error) {
      if (error instanceof XmlError) {
        response.end(writeBody({ type: 'terminate', condition: 'bad-request' }));
      } else response.destroy(); // it went while it was read
    }
  }

  /** Destroys every session without a word. */
  cut(): void {
    for (const session of [...this.#sessions.values()]) session.abort();
  }

  #take(text: string, response: ServerResponse): void {
    const body = readBody(text);
    const { sid, rid = '' } = body.attrs;
    const session = sid === undefined ? this.#begin() : this.#sessions.get(sid);
    if (session !== undefined && /^\d{1,16}$/u.test(rid)) return session.take(body, response);
    const condition = session === undefined ? 'item-not-found' : 'bad-request';
    response.end(writeBody({ type: 'terminate', condition }));
  }

  #begin(): BoshSession {
    const sid = randomBytes(18).toString('base64url');
    const session = new BoshSession(sid, this.isSecure, () => this.#sessions.delete(sid));
    this.#sessions.set(sid, session);
    session.listen(this.accept(session));
    return session;
  }
}

/** `undefined` where it is too long. */
async function readText(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MAX_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
