/**
 * The server: a WebSocket end point, its accounts and their sessions.
 */
import { randomBytes } from 'node:crypto';
import type { Element, XmlElement } from '@xec/stanza';
import { readJid, write } from '@xec/stanza';
import { Accounts, type Account } from './accounts.js';
import { bindResource } from './binding.js';
import { Connection } from './connection.js';
import { Endpoint } from './endpoint.js';
import { Faults } from './faults/faults.js';
import type { Host } from './host.js';
import { localOf, prepareLocal } from './jid.js';
import { knownMechanisms } from './login.js';
import { createModules } from './modules/index.js';
import { ModuleList } from './modules/module.js';
import { checkedHost, type DevServerOptions } from './options.js';
import { WireRecord, type WireLine } from './record.js';
import { seedRosters } from './seed.js';
import { Router } from './router.js';
import type { Session } from './session.js';
import { Subscriptions } from './subscriptions.js';

/** How `disconnect` ends a stream: in order, without a word, or with a stream error. */
export type Disconnect =
  'close' | 'abort' | { readonly streamError: string; readonly text?: string };

/** A server that runs. JIDs may be given as names (`alice`) where an account is meant. */
export interface DevServer {
  /** `ws://127.0.0.1:…/xmpp-websocket`; any other path does as well. */
  readonly url: string;
  readonly port: number;
  readonly domain: string;
  readonly faults: Faults;
  /** What went over the wire, with the option `record`; empty without it. */
  readonly log: readonly WireLine[];
  /** @throws Error when the name is no localpart, or is there already. */
  addAccount(name: string, password: string): void;
  /** Forgets an account; its streams end with `not-authorized`. */
  removeAccount(name: string): void;
  /** Lets both see each other's presence: subscription `both`, with pushes. */
  befriend(a: string, b: string): void;
  /**
   * Sends `xml` as it is, past every check and fault: to a full JID, or to all sessions of an
   * account.
   *
   * @throws Error when nobody is there.
   */
  send(to: string, xml: Element | string): void;
  /** The full JIDs that are bound. */
  sessions(): readonly string[];
  /** Ends the streams of a full JID or of an account. */
  disconnect(jid: string, how?: Disconnect): void;
  /** Ends every stream with `system-shutdown` and stops. */
  close(): Promise<void>;
}

/** Starts a server and says where. */
export async function startDevServer(options: DevServerOptions = {}): Promise<DevServer> {
  const host = checkedHost(options);
  const server = new Server(options);
  await server.listen(host, options.port ?? 0);
  (options.say ?? console.log)(`xec devserver (for development) on ${server.url}`);
  return server;
}

class Server implements DevServer, Host {
  readonly domain: string;
  readonly accounts: Accounts;
  readonly faults: Faults;
  readonly router: Router;
  readonly modules: ModuleList;
  readonly mechanisms: readonly string[];
  readonly iterations: number;
  readonly startedAt = new Date();
  readonly #record: WireRecord;
  readonly #endpoint: Endpoint;
  readonly #connections = new Set<Connection>();
  readonly #subscriptions = new Subscriptions(this);
  #lastId = 0;

  constructor(private readonly options: DevServerOptions) {
    const { domain = 'localhost', mechanisms, anonymous = false } = options;
    this.domain = domain;
    this.mechanisms =
      mechanisms ?? knownMechanisms.filter((name) => anonymous || name !== 'ANONYMOUS');
    this.iterations = options.iterations ?? 4096;
    this.#record = new WireRecord(options.record ?? false);
    this.accounts = new Accounts(domain);
    this.faults = new Faults(domain, () => this.#connections);
    this.router = new Router(this);
    this.modules = new ModuleList(createModules(this, this.#subscriptions, options.modules ?? []));
    this.router.use(this.modules.all);
    this.#endpoint = new Endpoint({
      refusedStatus: () => this.faults.refusedStatus,
      accept: (socket) => {
        const connection = new Connection(++this.#lastId, this, socket);
        this.#connections.add(connection);
        return connection;
      },
    });
    for (const [name, password] of Object.entries(options.accounts ?? {})) {
      this.addAccount(name, password);
    }
    seedRosters(this.accounts, options.roster ?? {});
  }

  // ---- DevServer ----

  get url(): string {
    return this.#endpoint.url;
  }

  get port(): number {
    return this.#endpoint.port;
  }

  get log(): readonly WireLine[] {
    return this.#record.lines;
  }

  addAccount(name: string, password: string): void {
    const local = prepareLocal(name, this.domain);
    if (local === undefined) throw new Error(`"${name}" is no name for an account`);
    this.accounts.add(local, password);
  }

  removeAccount(name: string): void {
    const account = this.#account(name);
    this.disconnect(name, { streamError: 'not-authorized', text: 'the account is gone' });
    this.accounts.remove(account.name);
  }

  befriend(a: string, b: string): void {
    this.#subscriptions.befriend(this.#account(a), this.#account(b));
  }

  send(to: string, xml: Element | string): void {
    const text = typeof xml === 'string' ? xml : write(xml);
    for (const { connection } of this.#sessionsOf(to)) connection.sendRaw(text);
  }

  sessions(): readonly string[] {
    return [...this.accounts.all()].flatMap(({ sessions }) =>
      [...sessions.values()].map(({ address }) => address),
    );
  }

  disconnect(jid: string, how: Disconnect = 'close'): void {
    const sessions = how === 'close' || how === 'abort' ? this.#sessionsOf(jid) : this.#find(jid);
    for (const { connection } of sessions) {
      if (how === 'close') connection.end();
      else if (how === 'abort') connection.abort();
      else connection.fail(how.streamError, how.text);
    }
  }

  async close(): Promise<void> {
    this.faults.clear();
    for (const connection of [...this.#connections]) connection.fail('system-shutdown');
    await this.#endpoint.close();
  }

  listen(host: string, port: number): Promise<void> {
    return this.#endpoint.listen(host, port);
  }

  // ---- Host ----

  randomId(): string {
    return randomBytes(12).toString('base64url');
  }

  record(connection: number, direction: 'in' | 'out', xml: string): void {
    this.#record.add(connection, direction, xml);
  }

  report(error: unknown): void {
    (this.options.onFault ?? console.error)(error);
  }

  bind(
    connection: Connection,
    account: Account,
    iq: XmlElement,
    bind: Element,
  ): Session | undefined {
    return bindResource(this, connection, account, iq, bind, this.options.imposeResource);
  }

  endSession(session: Session): void {
    const { account, jid } = session;
    if (account.sessions.get(jid.resource ?? '') === session) {
      account.sessions.delete(jid.resource ?? '');
    }
    this.modules.ended(session);
    this.endLogin(account.name);
  }

  endLogin(name: string): void {
    if (this.accounts.find(name)?.isTemporary === true) this.accounts.remove(name);
  }

  forget(connection: Connection): void {
    this.#connections.delete(connection);
  }

  #account(name: string): Account {
    const account = this.accounts.find(localOf(name, this.domain) ?? '');
    if (account === undefined) throw new Error(`there is no account "${name}"`);
    return account;
  }

  /** The sessions of a full JID, a bare JID or a name. */
  #find(to: string): Session[] {
    const jid = readJid(to.includes('@') ? to : `${to}@${this.domain}`);
    const account = this.accounts.find(localOf(to, this.domain) ?? '');
    return [...(account?.sessions.values() ?? [])].filter(
      (session) => jid?.resource === undefined || session.jid.equals(jid),
    );
  }

  #sessionsOf(to: string): Session[] {
    const sessions = this.#find(to);
    if (sessions.length === 0) throw new Error(`nobody is there as "${to}"`);
    return sessions;
  }
}
