/**
 * One browser tab: a socket, what it subscribed to, what it asks for.
 */
import type { Log } from '@xec/xec';
import { WebSocket } from 'ws';
import { subscribedKeys } from './allowed-keys.js';
import { Feed, type FeedSink } from './feed.js';
import type { GatewayLimits, Person } from './options.js';
import { actionOf, outcomeError, RefusedRequest } from './requests.js';
import {
  readTabMessage,
  wireError,
  type GatewayMessage,
  type Hello,
  type TabRequest,
} from './wire.js';

/** What all tabs of a gateway share. */
export interface TabShared {
  readonly keys: readonly string[];
  readonly actions: ReadonlySet<string>;
  readonly limits: GatewayLimits;
  readonly log: Log;
}

export class Tab implements FeedSink {
  /** What the tab is fed with, once it said hello. */
  feed: Feed | undefined = undefined;
  readonly #socket: WebSocket;
  readonly #person: Person;
  readonly #shared: TabShared;
  /** Requests that wait for their outcome, by the tab's own ids. */
  readonly #open = new Set<string>();

  /** @param onClose is called once, when the socket is gone */
  constructor(socket: WebSocket, person: Person, shared: TabShared, onClose: () => void) {
    this.#socket = socket;
    this.#person = person;
    this.#shared = shared;
    socket.on('message', (data, isBinary) => {
      if (isBinary) this.close(1003, 'text only');
      // With its default binaryType ws hands over one Buffer.
      else this.#read((data as Buffer).toString('utf8'));
    });
    socket.on('error', () => socket.terminate());
    socket.once('close', () => {
      this.feed?.end();
      onClose();
    });
  }

  get queuedBytes(): number {
    return this.#socket.bufferedAmount;
  }

  send(message: GatewayMessage, done?: () => void): void {
    if (this.#socket.readyState !== WebSocket.OPEN) done?.();
    else this.#socket.send(JSON.stringify(message), () => done?.());
  }

  fail(error: unknown): void {
    this.#shared.log.error('gateway-fault', { person: this.#person.id, message: String(error) });
    this.close(1011, 'the gateway has a fault');
  }

  /** Closes in order; a peer that does not answer is cut off after a second. */
  close(code: number, reason: string): void {
    this.feed?.end();
    this.#socket.close(code, reason);
    setTimeout(() => {
      this.#socket.terminate();
    }, 1000).unref();
  }

  #read(frame: string): void {
    let message;
    try {
      message = readTabMessage(frame);
    } catch (error) {
      // Its own page does not do this: whoever does need not stay.
      this.send({ t: 'refused', what: 'message', error: wireError('bad-request', String(error)) });
      this.close(1008, 'that was no message');
      return;
    }
    if (message.t === 'hello') this.#hello(message);
    else if (message.t === 'request') void this.#request(message);
    else this.#connect();
  }

  #hello({ keys: wanted, session: from, after }: Hello): void {
    if (this.feed !== undefined) {
      this.close(1008, 'hello was said already');
      return;
    }
    const { client, journal, session, id, name } = this.#person;
    const known = client.registry.keys.keys();
    const { keys, refused } = subscribedKeys(wanted, known, this.#shared.keys);
    this.send({
      t: 'ready',
      person: { id, name, jid: client.jid.bare },
      session,
      state: client.state,
    });
    for (const refusal of refused) this.send({ t: 'refused', ...refusal });
    this.feed = new Feed({ journal, session, keys }, this, this.#shared.limits);
    void this.feed.start(placeOf(from, after, session));
  }

  /** A session that ended did so for a reason: only its owner begins it anew. */
  #connect(): void {
    const { client } = this.#person;
    if (client.state.state !== 'reconnecting') return;
    client.connect().catch(() => undefined); // `session_state` tells how it went
  }

  async #request(request: TabRequest): Promise<void> {
    const { id } = request;
    try {
      const { client } = this.#person;
      if (this.#open.has(id)) {
        throw new RefusedRequest(wireError('bad-request', `a request "${id}" is open already`));
      }
      if (this.#open.size >= this.#shared.limits.requests) {
        throw new RefusedRequest(wireError('resource-constraint', 'too many requests are open'));
      }
      const action = actionOf(request, client.registry, this.#shared.actions);
      this.#open.add(id);
      const content = await client.request(action).finally(() => this.#open.delete(id));
      this.send({ t: 'outcome', id, ok: true, content });
    } catch (error) {
      const told = outcomeError(error);
      if (told.condition === 'internal-server-error') {
        this.#shared.log.error('gateway-fault', { action: request.action, message: String(error) });
      }
      this.send({ t: 'outcome', id, ok: false, error: told });
    }
  }
}

/** Where to go on; a place in another session is one that the journal cannot know. */
function placeOf(
  from: string | undefined,
  after: number | undefined,
  session: string,
): number | undefined {
  if (after === undefined || after === 0) return undefined;
  return from === undefined || from === session ? after : Number.MAX_SAFE_INTEGER;
}
