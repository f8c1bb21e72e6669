import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient, memoryJournal, type Client } from '@xec/client';
import { ping, silentLog } from '@xec/xec';
import { WebSocket } from 'ws';
import { allowedOf } from '../allowed/allowed.js';
import { defaultGatewayLimits } from '../limits.js';
import { Tab } from './tab.js';

/** A socket whose peer reads nothing. */
class StalledSocket extends EventEmitter {
  readyState: number = WebSocket.OPEN;
  bufferedAmount = 0;
  count = 0;

  send(text: string): void {
    this.count += 1;
    this.bufferedAmount += text.length;
  }

  close(): void {
    this.terminate();
  }

  terminate(): void {
    if (this.readyState === WebSocket.CLOSED) return;
    this.readyState = WebSocket.CLOSED;
    this.emit('close');
  }

  hears(message: object): void {
    if (this.readyState === WebSocket.OPEN) {
      this.emit('message', Buffer.from(JSON.stringify(message)), false);
    }
  }
}

let client: Client;
let socket: StalledSocket;
const closed: string[] = [];

beforeEach(() => {
  closed.length = 0;
  const journal = memoryJournal();
  client = createClient({ jid: 'juliet@capulet.example', features: [ping], journal });
  socket = new StalledSocket();
  const person = { id: 'juliet', name: 'Juliet', client, journal, session: 's' };
  const shared = {
    allowed: allowedOf(client.registry),
    limits: defaultGatewayLimits,
    log: silentLog,
    watch: { requested: () => undefined, told: () => undefined },
  };
  // What a tab uses of a socket is there.
  new Tab(socket as unknown as WebSocket, person, shared, () => {
    closed.push('once');
  });
});

afterEach(() => client.disconnect());

describe('a tab that reads nothing', () => {
  it('is let go when answers to it pile up', () => {
    const what = 'no_such_key_'.repeat(10);
    const keys = Array.from({ length: 400 }, (_x, at) => `${what}${String(at)}`.slice(-120));
    let messages = 0;
    while (closed.length === 0 && messages < 1000) {
      messages += 1;
      socket.hears({ t: 'subscribe', ref: 'a', keys });
      socket.hears({ t: 'unsubscribe', ref: 'a' });
    }
    expect(closed).toEqual(['once']);
    expect(socket.bufferedAmount).toBeLessThan(defaultGatewayLimits.queuedBytes + 1000);
  });
});
