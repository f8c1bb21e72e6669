/** Xec: a session, and what it hears. */
import { join } from 'node:path';
import { createClient, memoryJournal, type Client, type Connector } from '@xec/client';
import { sqliteJournal } from '@xec/journal-sqlite';
import {
  GetArchive,
  JoinRoom,
  Log,
  PingServer,
  allFeatures,
  ping,
  message,
  type Feature,
  type Journal,
} from '@xec/xec';
import { DOMAIN, pagesOf, rooms } from '../corpus/index.js';
import { madeUp } from './made-up.js';
import type { Hear, OpenSession, SessionSetup } from './contender.js';

const log = new Log({ level: 'error', sink: (line) => console.error(JSON.stringify(line)) });

/** A session of Xec, whose client can be asked for more. */
export interface XecSession extends OpenSession {
  readonly client: Client;
}

/** One journal a process, as sessions of one process have. */
let shared: Journal | undefined;

/** How a session of Xec differs from others. */
export interface XecSettings {
  /** Whether its journal is a file. */
  readonly isStored: boolean;
  readonly features?: readonly Feature[];
  readonly connector?: Connector;
}

/** What of Xec is in use: all of it, with a listener a kind, or what is needed to ask. */
export async function openXec(
  setup: SessionSetup,
  { isStored, features, connector }: XecSettings,
): Promise<XecSession> {
  const { service, name, folder = '', hear } = setup;
  shared ??= isStored ? sqliteJournal({ file: join(folder, 'xec.sqlite') }) : memoryJournal();
  const client = createClient({
    jid: `juliet@${DOMAIN}`,
    password: 'secret',
    allowPlain: true,
    service,
    features: features ?? (hear === undefined ? [ping] : allFeatures),
    session: name,
    journal: shared,
    ...(connector !== undefined && { connector }),
    log,
    onFault: (fault, where) => console.error(where, fault),
  });
  if (hear !== undefined && features === undefined) listen(client, hear);
  await client.connect();
  return {
    client,
    ask: () => client.request(new PingServer()),
    close: () => client.disconnect(),
  };
}

/** A session that knows messages, and `count` payloads that nobody sends. */
export async function openMessages(setup: SessionSetup, count: number): Promise<XecSession> {
  const { hear, ...silent } = setup;
  const features = [message, madeUp(count)];
  const session = await openXec(silent, { isStored: false, features });
  const { packets } = session.client;
  packets.subscribe('message', ({ content: { from, id, body } }) => hear?.(from, id, body));
  return session;
}

/** One listener a kind; it reads what an application reads. */
function listen({ packets }: Client, hear: Hear): void {
  packets.subscribe('message', ({ content: { from, id, body } }) => hear(from, id, body));
  packets.subscribe('message_error', ({ content: { from, id, condition } }) =>
    hear(from, id, condition),
  );
  packets.subscribe('presence', ({ content: { jid, type, show } }) => hear(jid, type, show));
  packets.subscribe('mucuser', ({ content: { room, nick, role } }) => hear(room, nick, role));
  packets.subscribe('chatstate', ({ content: { from, state } }) => hear(from, undefined, state));
  packets.subscribe('receiptack', ({ content: { from, id } }) => hear(from, id, undefined));
  packets.subscribe('displayed', ({ content: { from, id } }) => hear(from, id, undefined));
  packets.subscribe('carbons', ({ content: { message } }) =>
    hear(message.from, message.id, message.body),
  );
  packets.subscribe('mamresult', ({ content: { message } }) =>
    hear(message.from, message.id, message.body),
  );
  packets.subscribe('tune', ({ content: { from, id, content } }) => hear(from, id, content.title));
  packets.subscribe('mood', ({ content: { from, id, content } }) => hear(from, id, content.mood));
  packets.subscribe('nickname', ({ content: { from, id, content } }) =>
    hear(from, id, content.nick),
  );
}

/** Enters the rooms, and opens the archive queries, that a corpus of `stanzas` stanzas speaks of. */
export async function enterWorld(client: Client, stanzas: number): Promise<void> {
  await Promise.all(rooms.map((room) => client.request(new JoinRoom({ room, nick: 'juliet' }))));
  const timeoutMs = 3_600_000;
  for (let page = 0; page < pagesOf(stanzas); page += 1) {
    const query = { queryId: `page-${page}`, version: 'urn:xmpp:mam:2' } as const;
    await client.dispatch(new GetArchive(query), { timeoutMs });
  }
}
