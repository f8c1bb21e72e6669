/**
 * Those who are measured: each asks one server the same question, over one WebSocket, and waits for
 * the answer.
 */
import { join } from 'node:path';
import { createClient, websocket } from '@xec/client';
import { memoryJournal } from '@xec/journal-memory';
import { redisJournal } from '@xec/journal-redis';
import { sqliteJournal } from '@xec/journal-sqlite';
import { Log, PingServer, ping, type Journal } from '@xec/xec';
import { openContender as openOther } from '../contest/open.js';
import { DOMAIN } from '../server/responder.js';

export const contenderNames = [
  'socket alone',
  'xmpp.js',
  'memory',
  'sqlite normal',
  'sqlite full',
  'redis everysec',
  'redis always',
] as const;

export type ContenderName = (typeof contenderNames)[number];

/** What a contender is told. */
export interface ContenderSetup {
  readonly name: ContenderName;
  /** The server's address. */
  readonly service: string;
  /** A folder of its own. */
  readonly folder: string;
  /** The address of its Redis, for those who need one. */
  readonly redis: string | undefined;
}

export interface Contender {
  /** Asks, and resolves with the answer. */
  ask(): Promise<unknown>;
  close(): Promise<unknown>;
}

/** Connects and logs in. */
export function openContender(setup: ContenderSetup): Promise<Contender> {
  switch (setup.name) {
    case 'socket alone':
      return openSocket(setup.service);
    case 'xmpp.js':
      return openOther('xmpp.js', { service: setup.service, domain: DOMAIN, name: 'bench' });
    default:
      return openXec(setup);
  }
}

/** No XMPP at all: text out, text in. What it reaches is what the socket and the server can. */
async function openSocket(service: string): Promise<Contender> {
  const waiting = new Map<string, () => void>();
  let asked = 0;
  const transport = await websocket(service, {
    onFrame(frame) {
      if (frame.startsWith('<r ')) {
        transport.send(`<a xmlns='urn:xmpp:sm:3' h='0'/>`);
        return;
      }
      const at = frame.indexOf(" id='") + 5;
      const id = frame.slice(at, frame.indexOf("'", at));
      waiting.get(id)?.();
      waiting.delete(id);
    },
    onClose: () => undefined,
  });
  transport.send(`<enable xmlns='urn:xmpp:sm:3' resume='true'/>`);
  return {
    ask: () =>
      new Promise<void>((resolve) => {
        const id = String((asked += 1)).padStart(26, 'x'); // as long as an id of Xec
        waiting.set(id, resolve);
        transport.send(
          `<iq xmlns='jabber:client' type='get' id='${id}'><ping xmlns='urn:xmpp:ping'/></iq>`,
        );
      }),
    close: async () => transport.close(),
  };
}

async function openXec(setup: ContenderSetup): Promise<Contender> {
  const journal = await openJournal(setup);
  const client = createClient({
    jid: `juliet@${DOMAIN}`,
    password: 'secret',
    allowPlain: true,
    service: setup.service,
    features: [ping],
    session: 'bench',
    journal,
    log: new Log({ level: 'error', sink: (line) => console.error(JSON.stringify(line)) }),
    onFault: (fault, where) => console.error(where, fault),
  });
  await client.connect();
  return {
    ask: () => client.request(new PingServer()),
    async close() {
      await client.disconnect();
      await journal.close();
    },
  };
}

async function openJournal({ name, folder, redis = '' }: ContenderSetup): Promise<Journal> {
  const file = join(folder, 'journal.sqlite');
  switch (name) {
    case 'sqlite normal':
      return sqliteJournal({ file });
    case 'sqlite full':
      return sqliteJournal({ file, synchronous: 'full' });
    case 'redis everysec':
    case 'redis always':
      return redisJournal({ url: redis });
    default:
      return memoryJournal();
  }
}
