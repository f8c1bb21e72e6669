import { loadPart } from '@xec/transport';
import type { Committer, Engine, Runtime, Secret, StreamFact } from '@xec/xec';
import type { Jid, UserAgent } from '@xec/stanza';
import type { MarkedOptions } from '../mark-options.js';
import { readScramKeys, serializeScramKeys, type ScramKeys } from '../sasl/index.js';
import type { Vault } from '../vault.js';
import { accountOf, type Account } from './account.js';
import { ResumeAttempts } from '../resume-attempts.js';
import type { LoginProgress } from './login.js';
import type { Managed } from './managed-login.js';
import { keepStream, openLostStream, type LostStream } from './stream-id.js';
import { storedToken, type LoginToken } from './token.js';

/** So long the journal's word that the session is ours counts, in milliseconds … */
const FRESH_MS = 100;
/** … and so often it is asked: a slow journal must not keep a session offline. */
const MAX_CONFIRMATIONS = 3;

/** The session that logs in. */
export interface LoginsOwner {
  readonly engine: Engine;
  readonly runtime: Runtime;
  readonly committer: Committer;
  /** A stream is taken, or a resource bound, next. */
  onBinding(): void;
  /** The stream that was lost cannot be had any more. */
  onResumedOther(): void;
}

/** What else decides how a login goes. */
export type Circumstances = Pick<Account, 'resource' | 'mustBeSecure'> & {
  /** The stream that was lost. */
  readonly previous: LostStream | undefined;
  readonly resumeOnly: boolean;
};

/**
 * What a session knows of its logins, for the next one: the mechanism that is pinned, and what makes a
 * login cheap. What is secret of it is in memory, and in the journal only where a vault seals it.
 */
export class Logins implements LoginProgress {
  /** Attempts to go on with the stream that was lost. */
  readonly attempts = new ResumeAttempts();
  readonly #owner: LoginsOwner;
  readonly #options: MarkedOptions;
  readonly #jid: Jid;
  readonly #vault: Vault | undefined;
  #password: Secret | undefined;
  #keys: ScramKeys | undefined;
  #token: LoginToken | undefined = undefined;
  #isUnsealed = false;
  /** What is being sealed. */
  #sealing: Promise<unknown> = Promise.resolve();
  /** What identifies this installation to the server; a token is for it. */
  #agentId: string | undefined;

  constructor(owner: LoginsOwner, options: MarkedOptions, jid: Jid) {
    this.#owner = owner;
    this.#options = options;
    this.#jid = jid;
    this.#vault = options.vault;
    this.#password = options.password;
    this.#keys = options.scramKeys;
    this.#agentId = options.userAgent?.id;
  }

  /** Who logs in next, and by which means. */
  async account(circumstances: Circumstances): Promise<Account> {
    await this.#unseal();
    const { facts } = this.#owner.engine;
    const token = this.#token;
    const { resource, previous, resumeOnly, mustBeSecure } = circumstances;
    return accountOf(this.#options, this.#jid, {
      resource,
      resumeOnly,
      mustBeSecure,
      previous: previous && (await this.#guarded(() => openLostStream(previous, this.#vault))),
      pinned: facts.get('session', 'mechanism')?.mechanism,
      password: this.#password,
      keys: this.#keys,
      token: token !== undefined && token.expiry > this.#owner.runtime.now() ? token : undefined,
    });
  }

  /** What is stored of a new stream. One whose id cannot be sealed is not gone on with. */
  async keep(managed: Managed): Promise<Partial<StreamFact>> {
    return (await this.#guarded(() => keepStream(managed, this.#vault))) ?? {};
  }

  /** The password was changed: what was made of the old one is of no use. */
  setPassword(password: Secret): void {
    this.#password = password;
    this.#keys = undefined;
    this.#owner.engine.forget('secret', 'keys');
  }

  authenticated(
    mechanism: string,
    pin: string | undefined,
    keys: ScramKeys | undefined,
    identifier?: Jid,
  ): void {
    const { engine } = this.#owner;
    if (pin !== undefined) engine.remember('session', 'mechanism', { mechanism: pin });
    engine.emit('saslsuccess', { mechanism });
    if (identifier) engine.emit('sasl2success', { mechanism, jid: identifier.toString() });
    if (keys === undefined || keys === this.#keys) return;
    this.#keys = keys;
    void this.#seal('keys', serializeScramKeys(keys));
  }

  /**
   * Who was stopped for a while may have lost the session: the journal says so right before the stream
   * of its new owner would be touched. Who was stopped just then asks again.
   */
  async binding(): Promise<void> {
    const { runtime, engine, committer } = this.#owner;
    this.#owner.onBinding();
    for (let tries = 0; tries < MAX_CONFIRMATIONS; tries += 1) {
      if (tries > 0) engine.confirm();
      const askedAt = runtime.monotonic();
      await committer.idle();
      if (runtime.monotonic() - askedAt < FRESH_MS) return;
    }
  }

  resuming(): void {
    this.attempts.asked();
  }

  resumptionAnswered(): void {
    this.attempts.answered();
  }

  resumedOther(): void {
    this.#owner.onResumedOther();
  }

  async usingToken(): Promise<number> {
    const token = this.#token;
    if (token === undefined) throw new Error('expected a token to use, there is none');
    const count = token.count + 1;
    await this.#keepToken({ ...token, count });
    if (this.#vault !== undefined) await this.#owner.committer.idle();
    return count;
  }

  userAgent(): UserAgent {
    const { engine, runtime } = this.#owner;
    this.#agentId ??= engine.facts.get('agent', 'id')?.id;
    if (this.#agentId === undefined) {
      this.#agentId = uuid(runtime);
      engine.remember('agent', 'id', { id: this.#agentId });
    }
    return { software: 'Xec', ...this.#options.userAgent, id: this.#agentId };
  }

  tokenForgotten(): void {
    this.#token = undefined;
    this.#owner.engine.forget('secret', 'token');
  }

  tokenGiven(token: LoginToken): void {
    void this.#keepToken(token);
  }

  /** Resolves when what was learnt of logins is with the engine. */
  async sealed(): Promise<void> {
    await this.#sealing;
  }

  async #keepToken(token: LoginToken): Promise<void> {
    this.#token = token;
    await this.#seal('token', storedToken(token));
  }

  #seal(key: string, secret: unknown): Promise<void> {
    const sealing = this.#sealAs(key, secret);
    this.#sealing = Promise.all([this.#sealing, sealing]);
    return sealing;
  }

  async #sealAs(key: string, secret: unknown): Promise<void> {
    const { engine } = this.#owner;
    if (this.#vault === undefined) return;
    try {
      const sealed = await this.#vault.seal(JSON.stringify(secret));
      if (!engine.isAbandoned) engine.remember('secret', key, { sealed });
    } catch (fault) {
      engine.fault(fault, 'vault');
    }
  }

  /** Takes what an earlier process left, once. */
  async #unseal(): Promise<void> {
    if (this.#isUnsealed || this.#vault === undefined) return;
    this.#keys ??= readScramKeys(await this.#open('keys'));
    this.#token ??= await this.#openToken();
    this.#isUnsealed = true;
  }

  async #openToken(): Promise<LoginToken | undefined> {
    const stored = await this.#open('token');
    if (stored === undefined) return undefined;
    const { readToken } = await loadPart(() => import('./read-token.js'));
    return readToken(stored);
  }

  /** What is sealed under `key`; `undefined` where nothing is, or the vault cannot open it. */
  #open(key: string): Promise<unknown> {
    return this.#guarded(async () => {
      const fact = this.#owner.engine.facts.get('secret', key);
      const text = fact && (await this.#vault?.open(fact.sealed));
      return text === undefined ? undefined : (JSON.parse(text) as unknown);
    });
  }

  /** A vault that fails is told, and what it has is not had. */
  async #guarded<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (fault) {
      this.#owner.engine.fault(fault, 'vault');
      return undefined;
    }
  }
}

/** A random UUID (RFC 9562 section 5.4). */
function uuid(runtime: Runtime): string {
  const bytes = runtime.random(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
}
