/**
 * A server and clients of it, over real sockets: what tests of rows begin with.
 */
import { createClient, type Client, type ClientOptions } from '@xec/client';
import {
  startDevServer,
  type DevServer,
  type DevServerOptions,
  type HandledEntry,
  type SentEntry,
} from '@xec/devserver';
import { silentLog, type AnyPacket } from '@xec/xec';
import { nextPacket } from '../clients/index.js';
import { Ask, probe, probeModule } from './probe/index.js';

/** The server, and what it did; everything ends with `close()`. */
export class World {
  /** The number of each order, as often as it was done. */
  readonly done: number[] = [];
  #look: (() => void) | undefined = undefined;
  readonly handled: HandledEntry[] = [];
  readonly sent: SentEntry[] = [];
  server!: DevServer; // set by openWorld(), the only way to a world
  readonly faults: { readonly fault: unknown; readonly where: string }[] = [];
  readonly #clients: Client[] = [];
  #asked = 1_000_000;

  async open(options: DevServerOptions = {}): Promise<this> {
    this.server = await startDevServer({
      accounts: { juliet: 'juliet-pw', romeo: 'romeo-pw' },
      modules: [probeModule(this.done, () => this.#look?.())],
      onHandled: (entry) => this.handled.push(entry),
      onSent: (entry) => this.sent.push(entry),
      say: () => undefined,
      ...options,
    });
    return this;
  }

  /** A client of Juliet's, or of another account; not connected yet. */
  make(options: Partial<ClientOptions> = {}, account = 'juliet'): Client {
    const client = createClient({
      jid: `${account}@localhost/${account}`,
      password: `${account}-pw`,
      service: this.server.url,
      session: account,
      features: [probe],
      log: silentLog,
      backoff: { baseMs: 20, capMs: 100 },
      onFault: (fault, where) => {
        this.faults.push({ fault, where });
      },
      ...options,
    });
    this.#clients.push(client);
    return client;
  }

  async online(options: Partial<ClientOptions> = {}, account = 'juliet'): Promise<Client> {
    const client = this.make(options, account);
    await client.connect();
    return client;
  }

  /** Asks for one more thing: what came before its answer is handled. */
  async barrier(client: Client): Promise<void> {
    this.#asked += 1;
    await client.request(new Ask({ n: this.#asked }));
  }

  /** Resolves when the server has done `count` orders. */
  async hasDone(count: number): Promise<void> {
    while (this.done.length < count) {
      await new Promise<void>((resolve) => {
        this.#look = resolve;
      });
    }
  }

  async close(): Promise<void> {
    this.server.faults.clear();
    await Promise.all(this.#clients.map((client) => client.disconnect().catch(() => undefined)));
    await this.server.close();
  }
}

export const openWorld = (options?: DevServerOptions): Promise<World> => new World().open(options);

/** What a packet of the probe says. */
export interface Outcome {
  readonly key: string;
  readonly seq: number;
  readonly n: number;
  readonly condition?: string;
  readonly delivered?: string;
}

/** Collects what becomes of the probe's requests, and what it is told. */
export function collect(client: Client): Outcome[] {
  const outcomes: Outcome[] = [];
  client.packets.subscribeAny('probe*', ({ key, seq, content }: AnyPacket) => {
    outcomes.push({ key, seq, ...(content as { n: number }) }); // of the probe's packets
  });
  return outcomes;
}

/** The keys of what became of `n`. */
export const keysOf = (outcomes: readonly Outcome[], n: number): string[] =>
  outcomes.filter((outcome) => outcome.n === n).map(({ key }) => key);

/** Resolves when the client is online again; tells whether its stream was resumed. */
export async function onlineAgain(client: Client): Promise<boolean> {
  const { content } = await nextPacket(
    client,
    'session_state',
    ({ content: { state } }) => state === 'online',
    20_000,
  );
  return 'resumed' in content;
}

/** Resolves when the client's session is in this state. */
export const becomes = (client: Client, wanted: string): Promise<unknown> =>
  nextPacket(client, 'session_state', ({ content: { state } }) => state === wanted, 20_000);

/** A message with a number, from `from`. */
export const told = (n: number, from = 'romeo@localhost/x'): string =>
  `<message xmlns='jabber:client' from='${from}' id='m${String(n)}'>` +
  `<told xmlns='urn:xec:probe' n='${String(n)}'/></message>`;
