/**
 * One browser tab: a socket, what it subscribed to, what it asks for.
 */
import { keyPrefix, type AnyPacket, type Log } from '@xec/xec';
import { WebSocket } from 'ws';
import type { Allowed } from '../allowed/allowed.js';
import { subscribedKeys } from '../allowed/subscribed-keys.js';
import type { GatewayLimits } from '../limits.js';
import type { Person } from '../options.js';
import { Feed, type FeedSink } from './feed.js';
import { actionOf, outcomeError, RefusedRequest } from './requests.js';
import {
  readTabMessage,
  wireError,
  type GatewayMessage,
  type TabMessage,
  type TabRequest,
  type TabSubscription,
} from './wire.js';

/** Hears what tabs do, for numbers. */
export interface TabWatch {
  /** A request ended: `ok`, or the condition of its error. */
  requested(action: string, outcome: string, ms: number): void;
  /** A packet of this key was given to a tab. */
  told(key: string): void;
}

/** What all tabs of an account share. */
export interface TabShared {
  readonly allowed: Allowed;
  readonly limits: GatewayLimits;
  readonly log: Log;
  readonly watch: TabWatch;
}

/** A request that waits for its outcome. */
interface OpenRequest {
  readonly prefix: string;
  readonly abort: AbortController;
}

export class Tab implements FeedSink {
  readonly #socket: WebSocket;
  readonly #person: Person;
  readonly #shared: TabShared;
  /** What the tab is fed with, by its own names. */
  readonly #feeds = new Map<string, Feed>();
  /** Requests that wait for their outcome, by the tab's own names. */
  readonly #open = new Map<string, OpenRequest>();

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
      this.#endFeeds();
      onClose();
    });
    const { client, session, id, name } = person;
    const { state } = client;
    this.send({
      t: 'ready',
      person: { id, name, jid: client.jid.bare },
      session,
      state: { ...state },
    });
  }

  get queuedBytes(): number {
    return this.#socket.bufferedAmount;
  }

  /** A packet of the session was just stored. */
  offer(packet: AnyPacket): void {
    for (const feed of this.#feeds.values()) feed.offer(packet);
  }

  /** The open requests of the action with that prefix of its keys, by the tab's own names. */
  requestsOf(prefix: string): string[] {
    return [...this.#open].flatMap(([ref, open]) => (open.prefix === prefix ? [ref] : []));
  }

  send(message: GatewayMessage, done?: () => void): void {
    if (this.#socket.readyState !== WebSocket.OPEN) done?.();
    else this.#socket.send(JSON.stringify(message), () => done?.());
    if (message.t === 'packet') this.#shared.watch.told(message.key);
  }

  fail(error: unknown): void {
    this.#shared.log.error('gateway-fault', { person: this.#person.id, message: String(error) });
    this.close(1011, 'the gateway has a fault');
  }

  /** Closes in order; a peer that does not answer is cut off after a second. */
  close(code: number, reason: string): void {
    this.#endFeeds();
    this.#socket.close(code, reason);
    setTimeout(() => {
      this.#socket.terminate();
    }, 1000).unref();
  }

  #endFeeds(): void {
    for (const feed of this.#feeds.values()) feed.end();
    this.#feeds.clear();
  }

  #read(frame: string): void {
    let message;
    try {
      message = readTabMessage(frame);
    } catch (error) {
      // Its own page does not do this: whoever does need not stay.
      this.send({ t: 'error', what: 'message', error: wireError('bad-request', String(error)) });
      this.close(1008, 'that was no message');
      return;
    }
    this.#take(message);
  }

  #take(message: TabMessage): void {
    switch (message.t) {
      case 'subscribe':
        this.#subscribe(message);
        return;
      case 'unsubscribe':
        this.#feeds.get(message.ref)?.end();
        this.#feeds.delete(message.ref);
        return;
      case 'request':
        void this.#request(message);
        return;
      case 'cancel':
        this.#open.get(message.ref)?.abort.abort();
        return;
      case 'connect':
        this.#connect();
        return;
    }
  }

  #subscribe({ ref, keys: wanted, session: from, since }: TabSubscription): void {
    const { limits, allowed } = this.#shared;
    if (this.#feeds.has(ref)) {
      this.#refuse(ref, 'subscribe', `a subscription "${ref}" is there already`);
      return;
    }
    if (this.#feeds.size >= limits.subscriptions) {
      this.#refuse(ref, 'subscribe', `a tab has ${String(limits.subscriptions)} at most`);
      return;
    }
    const { client, journal, session } = this.#person;
    const { keys, refused } = subscribedKeys(wanted, client.registry.keys.keys(), allowed.keys);
    for (const refusal of refused) this.send({ t: 'error', ref, ...refusal });
    const feed = new Feed({ ref, journal, session, keys }, this, limits);
    this.#feeds.set(ref, feed);
    void feed.start(placeOf(from, since, session));
  }

  #refuse(ref: string, what: string, text: string): void {
    this.send({ t: 'error', ref, what, error: wireError('resource-constraint', text) });
  }

  /** A session that ended did so for a reason: only its owner begins it anew. */
  #connect(): void {
    const { client } = this.#person;
    if (client.state.state !== 'reconnecting') return;
    client.connect().catch(() => undefined); // `session_state` tells how it went
  }

  async #request(request: TabRequest): Promise<void> {
    const { ref, action: name } = request;
    const { log, watch } = this.#shared;
    const began = performance.now();
    try {
      const content = await this.#ask(request);
      this.send({ t: 'outcome', ref, ok: true, content });
      watch.requested(name, 'ok', performance.now() - began);
    } catch (error) {
      const told = outcomeError(error);
      const isOpen = this.#socket.readyState === WebSocket.OPEN;
      if (told.condition === 'internal-server-error' && isOpen) {
        log.error('gateway-fault', { action: name, message: String(error) });
      }
      this.send({ t: 'outcome', ref, ok: false, error: told });
      if (!(error instanceof RefusedRequest)) {
        watch.requested(name, told.condition, performance.now() - began);
      }
    }
  }

  async #ask(request: TabRequest): Promise<unknown> {
    const { ref } = request;
    const { allowed, limits } = this.#shared;
    if (this.#open.has(ref)) {
      throw new RefusedRequest(wireError('bad-request', `a request "${ref}" is open already`));
    }
    if (this.#open.size >= limits.requests) {
      throw new RefusedRequest(wireError('resource-constraint', 'too many requests are open'));
    }
    const { client } = this.#person;
    const action = actionOf(request, client.registry, allowed.actions);
    const abort = new AbortController();
    this.#open.set(ref, { prefix: keyPrefix(request.action), abort });
    try {
      return await client.request(action, { signal: abort.signal });
    } finally {
      this.#open.delete(ref);
    }
  }
}

/** Where to go on; a place in another session is one that the journal cannot know. */
function placeOf(
  from: string | undefined,
  since: number | undefined,
  session: string,
): number | undefined {
  if (since === undefined || since === 0) return undefined;
  return from === undefined || from === session ? since : Number.MAX_SAFE_INTEGER;
}
