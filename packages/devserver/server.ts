/**
 * The server: its end points, its accounts and their sessions.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Element, XmlElement } from '@xec/stanza';
import { readJid, write } from '@xec/stanza';
import { Accounts, type Account } from './accounts.js';
import { Archives } from './archives.js';
import { Audit } from './audit.js';
import { bindResource, openSession } from './binding.js';
import { ComponentConnection } from './component/connection.js';
import { Components, componentModule } from './component/components.js';
import { Connection } from './connection.js';
import type { DevServer, Disconnect, Restart } from './dev-server.js';
import { Endpoints } from './endpoints.js';
import { Faults } from './faults/faults.js';
import { addHistory, type PastMessage } from './history.js';
import type { Host, LoginSettings } from './host.js';
import { localOf, prepareLocal } from './jid.js';
import { defaultMechanisms } from './mechanisms.js';
import { createModules } from './modules/index.js';
import { ModuleList } from './modules/module.js';
import { checkedHost, type DevServerOptions, type Sasl2Options } from './options.js';
import { WireRecord, type WireLine } from './record.js';
import { seedRosters } from './seed.js';
import { Router } from './router.js';
import type { Session } from './session.js';
import { AckRequests } from './sm/ack-requests.js';
import { Streams } from './sm/streams.js';
import { Subscriptions } from './subscriptions.js';
import { Tokens } from './tokens.js';
import { giveUp } from './undelivered.js';

/** Starts a server and says where. */
export async function startDevServer(options: DevServerOptions = {}): Promise<DevServer> {
  const host = checkedHost(options);
  const server = new Server(options);
  await server.listen(host);
  (options.say ?? console.log)(`xec devserver (for development) on ${server.url}`);
  return server;
}

class Server implements DevServer, Host {
  readonly domain: string;
  readonly accounts: Accounts;
  readonly archives = new Archives(() => this.randomId());
  readonly components: Components;
  readonly faults: Faults;
  readonly router: Router;
  readonly modules: ModuleList;
  readonly mechanisms: readonly string[];
  readonly logins: LoginSettings;
  readonly sasl2: Sasl2Options | undefined;
  readonly tokens: Tokens;
  readonly iterations: number;
  readonly startedAt = new Date();
  readonly requiresTls: boolean;
  readonly managesStreams: boolean;
  readonly streams: Streams;
  readonly ackRequests: AckRequests;
  readonly audit: Audit;
  readonly #record: WireRecord;
  readonly #endpoints: Endpoints;
  readonly #connections = new Set<Connection | ComponentConnection>();
  readonly #subscriptions = new Subscriptions(this);
  #isClosed = false;
  /** A restart on its way: a second one comes back with it. */
  #comingBack: Promise<void> | undefined;
  #lastId = 0;
  #lastStreamId = 0;

  constructor(private readonly options: DevServerOptions) {
    const { domain = 'localhost', mechanisms, anonymous = false } = options;
    this.domain = domain;
    this.mechanisms = mechanisms ?? defaultMechanisms(options.tokens !== undefined, anonymous);
    this.logins = {
      tokens: options.tokens ?? {},
      external: options.external,
      channelBindings: options.channelBindings,
      protectsOffer: options.downgradeProtection ?? false,
    };
    const { sasl2 = false } = options;
    this.sasl2 = sasl2 === true ? {} : sasl2 === false ? undefined : sasl2;
    const { fast = {} } = this.sasl2 ?? {};
    this.tokens = new Tokens(fast === false ? { mechanisms: [] } : fast);
    this.iterations = options.iterations ?? 4096;
    this.requiresTls = options.requireTls ?? false;
    const { streamManagement = {} } = options;
    this.managesStreams = streamManagement !== false;
    this.streams = new Streams(this, streamManagement === false ? {} : streamManagement);
    this.ackRequests = new AckRequests(this.streams.requestAckAfter);
    this.audit = new Audit(options);
    this.#record = new WireRecord(options.record ?? false);
    this.accounts = new Accounts(domain);
    this.faults = new Faults(domain, () => this.#connections);
    this.router = new Router(this);
    this.components = new Components(options.components ?? {});
    const { modules = [], registration } = options;
    const more = [...this.components.domains.map(componentModule), ...modules];
    const registered = typeof registration === 'string' ? { mode: registration } : registration;
    this.modules = new ModuleList(createModules(this, this.#subscriptions, more, registered));
    this.router.use(this.modules.all);
    this.#endpoints = new Endpoints(options, {
      refusedStatus: () => this.faults.refusedStatus,
      http: (request, response) => this.modules.http(request, response),
      accept: (socket) => this.#keep(new Connection(++this.#lastId, this, socket)),
      acceptComponent: (socket) =>
        this.#keep(new ComponentConnection(++this.#lastId, this, socket)),
    });
    for (const [name, password] of Object.entries(options.accounts ?? {})) {
      this.addAccount(name, password);
    }
    seedRosters(this.accounts, options.roster ?? {});
  }

  #keep<T extends Connection | ComponentConnection>(connection: T): T {
    this.#connections.add(connection);
    return connection;
  }

  // ---- DevServer ----

  get url(): string {
    return this.#endpoints.ws.url;
  }

  get port(): number {
    return this.#endpoints.ws.listening.port;
  }

  get httpUrl(): string {
    return this.#endpoints.ws.httpUrl;
  }

  get boshUrl(): string {
    return this.#endpoints.ws.boshUrl;
  }

  get secureBoshUrl(): string | undefined {
    return this.#endpoints.wss?.boshUrl;
  }

  get tcpUrl(): string | undefined {
    return this.#endpoints.tcp?.url;
  }

  get tlsUrl(): string | undefined {
    return this.#endpoints.tls?.url;
  }

  get wssUrl(): string | undefined {
    return this.#endpoints.wss?.url;
  }

  get log(): readonly WireLine[] {
    return this.#record.lines;
  }

  get componentUrl(): string | undefined {
    return this.#endpoints.component?.url;
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
    this.tokens.forget(account.name);
  }

  befriend(a: string, b: string): void {
    this.#subscriptions.befriend(this.#account(a), this.#account(b));
  }

  addHistory(messages: Iterable<PastMessage>): void {
    addHistory(this.accounts, this.archives, messages);
  }

  send(to: string, xml: Element | string): void {
    const text = typeof xml === 'string' ? xml : write(xml);
    for (const session of this.#sessionsOf(to)) session.deliverRaw(text);
  }

  sessions(): readonly string[] {
    return [...this.accounts.all()].flatMap(({ sessions }) =>
      [...sessions.values()].map(({ address }) => address),
    );
  }

  disconnect(jid: string, how: Disconnect = 'close'): void {
    const sessions = how === 'close' || how === 'abort' ? this.#sessionsOf(jid) : this.#find(jid);
    for (const session of sessions) {
      if (how === 'abort') session.connection.abort();
      else if (session.isHibernating) this.endSession(session);
      else if (how === 'close') session.connection.end();
      else session.connection.fail(how.streamError, how.text);
    }
  }

  advanceCounters(jid: string, count: number): void {
    for (const { management } of this.#sessionsOf(jid)) management?.advance(count);
  }

  restart({ keepStreams = true, downMs = 0 }: Restart = {}): Promise<void> {
    this.#endpoints.cut(); // first: what ends below is told to nobody
    if (!keepStreams) this.#forgetSessions();
    for (const connection of [...this.#connections]) connection.abort();
    this.#comingBack ??= this.#comeBack(downMs).finally(() => (this.#comingBack = undefined));
    return this.#comingBack;
  }

  async #comeBack(downMs: number): Promise<void> {
    await this.#endpoints.close();
    if (downMs > 0) await setTimeout(downMs);
    if (!this.#isClosed) await this.#endpoints.listenAgain();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.faults.clear();
    this.streams.clear();
    for (const connection of [...this.#connections]) connection.fail('system-shutdown');
    await this.#endpoints.close();
  }

  listen(host: string): Promise<void> {
    return this.#endpoints.listen(host);
  }

  // ---- Host ----

  randomId(): string {
    return randomBytes(12).toString('base64url');
  }

  nextStreamId(): number {
    return ++this.#lastStreamId;
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
    return bindResource(this, connection, account, iq, bind);
  }

  openSession(
    connection: Connection,
    account: Account,
    asked: string | undefined,
  ): Session | undefined {
    return openSession(this, connection, account, asked, this.options.imposeResource);
  }

  sessionLost(session: Session): void {
    this.streams.lost(session);
  }

  endSession(session: Session): void {
    if (session.isOver) return;
    session.isOver = true;
    const { account, jid } = session;
    this.streams.forget(session);
    if (account.sessions.get(jid.resource ?? '') === session) {
      account.sessions.delete(jid.resource ?? '');
    }
    this.modules.ended(session);
    giveUp(this, session);
    this.endLogin(account.name);
  }

  endLogin(name: string): void {
    if (this.accounts.find(name)?.isTemporary === true) this.accounts.remove(name);
  }

  forget(connection: Connection | ComponentConnection): void {
    this.#connections.delete(connection);
  }

  /** What a crash leaves of sessions: nothing, and nobody who hears of it. */
  #forgetSessions(): void {
    this.streams.clear();
    const sessions = [...this.accounts.all()].flatMap((account) => [...account.sessions.values()]);
    for (const session of sessions) {
      session.isOver = true;
      session.account.sessions.clear();
    }
    for (const session of sessions) this.modules.ended(session);
    for (const { account } of sessions) this.endLogin(account.name);
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
