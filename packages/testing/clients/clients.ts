import { createClient, type Client, type ClientOptions } from '@xec/client';
import { silentLog, type KeysMatching, type PacketMatching } from '@xec/xec';
import { noteAnswers, type TestServer } from '../servers/index.js';

/** Clients of one server that end with their test. */
export interface Clients {
  /** A client of a new account, not connected yet; `name` is made unique. */
  make(name: string, options?: Partial<ClientOptions>): Promise<Client>;
  /** A client of a new account, online. */
  online(name: string, options?: Partial<ClientOptions>): Promise<Client>;
  /**
   * A client of a new account, online, and its server has taken its presence: what is sent to the
   * bare JID reaches it. (What comes a moment earlier is stored by ejabberd until the next login.)
   */
  present(name: string, options?: Partial<ClientOptions>): Promise<Client>;
  /** Another client of the account of `client`, online. */
  another(client: Client, options?: Partial<ClientOptions>): Promise<Client>;
  /** Another client of the account of `client`, not connected yet. */
  later(client: Client, options?: Partial<ClientOptions>): Client;
  /** A client of an account that is there, not connected yet. */
  at(jid: string, password: string, options?: Partial<ClientOptions>): Client;
  /** Disconnects all of them. */
  end(): Promise<void>;
}

let count = 0;

/** Opens clients on `server`; call `end()` in `afterEach`. */
export function openClients(server: () => TestServer, shared: Partial<ClientOptions>): Clients {
  const clients: Client[] = [];
  const add = (jid: string, password: string, options: Partial<ClientOptions>): Client => {
    const client = createClient({
      jid,
      password,
      service: server().ws,
      log: silentLog,
      ...shared,
      ...options,
    });
    noteAnswers(client, server().name);
    clients.push(client);
    return client;
  };
  const make: Clients['make'] = async (name, options = {}) => {
    count += 1;
    const user = `${name}-${String(process.pid)}-${String(count)}`;
    await server().addUser(user, `${name}-pw`);
    return add(`${user}@${server().domain}`, `${name}-pw`, options);
  };
  const again: Clients['later'] = ({ jid }, options = {}) =>
    add(jid.bare, `${(jid.local ?? '').split('-')[0] ?? ''}-pw`, options);
  return {
    make,
    async online(name, options) {
      const client = await make(name, options);
      await client.connect();
      return client;
    },
    async present(name, options) {
      const client = await make(name, options);
      const seen = nextPacket(
        client,
        'presence',
        ({ content }) => content.jid === String(client.jid),
      );
      await client.connect();
      await seen;
      return client;
    },
    later: again,
    at: (jid, password, options = {}) => add(jid, password, options),
    async another(client, options) {
      const other = again(client, options);
      await other.connect();
      return other;
    },
    async end() {
      await Promise.all(clients.splice(0).map((client) => client.disconnect()));
    },
  };
}

/**
 * The next packet under `pattern` that `isWanted` accepts.
 *
 * @throws Error when none came within `ms` (15 s: servers on a busy machine are slow): the packets that came instead are listed
 */
export function nextPacket<P extends string>(
  client: Client,
  pattern: P & ([KeysMatching<P>] extends [never] ? never : P),
  isWanted: (packet: NoInfer<PacketMatching<P>>) => boolean = () => true,
  ms = 15_000,
): Promise<PacketMatching<P>> {
  return new Promise((resolve, reject) => {
    const seen: string[] = [];
    const undoAll = client.packets.subscribeAny('*', ({ key }: { key: string }) => {
      seen.push(key);
    });
    const timer = setTimeout(() => {
      undo();
      undoAll();
      reject(new Error(`no ${pattern} came within ${String(ms)} ms, but: ${seen.join(', ')}`));
    }, ms);
    const undo = client.packets.subscribe<P>(pattern, (packet) => {
      if (!isWanted(packet)) return;
      clearTimeout(timer);
      undo();
      undoAll();
      resolve(packet);
    });
  });
}
