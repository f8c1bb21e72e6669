/**
 * Faults that can be switched on while the server runs, for clients to prove themselves against.
 *
 * Every method returns a function that ends the fault; {@link Faults.clear} ends all. Of several
 * faults that take one stanza the oldest has it. Without any fault a stanza pays for one look.
 */
import { copyElement, type XmlElement } from '@xec/stanza';
import type { SaslCondition } from '../sasl/mechanism.js';
import { AccountFaults } from './by-account.js';
import { isOwner, readTarget, type FaultTarget } from './filter.js';
import type { LoginFault } from './login.js';
import type { FalseCount, ManagementFault, ResumeLie } from './management.js';
import { Rules, type FaultyStream, type Pass } from './rules.js';
import { Silences } from './silence.js';

export type EndFault = () => void;

/** Makes stanzas to send beside one, from a copy of it. */
export type MakeStanzas = (el: XmlElement) => XmlElement | readonly XmlElement[];

export class Faults {
  /** For the server's own use. */
  readonly login: AccountFaults<LoginFault>;
  /** For the server's own use. */
  readonly management: AccountFaults<ManagementFault>;
  readonly #rules: Rules;
  readonly #silences: Silences;
  /** What `hold` and `oneWay` keep: let go when the fault ends. */
  readonly #held = new Set<EndFault>();
  #refusedStatus: number | undefined;
  #elsewhere: string | undefined;

  constructor(
    private readonly domain: string,
    private readonly streams: () => Iterable<FaultyStream>,
  ) {
    this.login = new AccountFaults(domain);
    this.management = new AccountFaults(domain);
    this.#silences = new Silences(domain, streams);
    this.#rules = new Rules(domain);
  }

  // ---- on stanzas ----

  /** Loses what the target takes. */
  drop(target: FaultTarget): EndFault {
    return this.#rules.add(readTarget(target), () => undefined);
  }

  /** Sends (or handles, for direction `in`) what the target takes `copies` times more. */
  duplicate(target: FaultTarget, copies = 1): EndFault {
    return this.#rules.add(readTarget(target), (el, pass) => {
      for (let i = 0; i <= copies; i++) pass(el);
    });
  }

  /** Lets what the target takes pass after `delayMs`. Order among equals is kept. */
  delay(target: FaultTarget, delayMs: number): EndFault {
    return this.#rules.add(
      readTarget(target),
      (el, pass) => void setTimeout(() => pass(el), delayMs).unref(),
    );
  }

  /** Keeps what the target takes until the returned function is called; then it passes, in order. */
  hold(target: FaultTarget): EndFault {
    const held: (() => void)[] = [];
    const end = this.#rules.add(readTarget(target), (el, pass) => void held.push(() => pass(el)));
    const release = (): void => {
      end();
      this.#held.delete(release);
      for (const go of held.splice(0)) go();
    };
    this.#held.add(release);
    return release;
  }

  /**
   * Sends (or handles) something else than what the target takes: `change` gets a copy that it may
   * alter and return.
   */
  rewrite(target: FaultTarget, change: (el: XmlElement) => XmlElement): EndFault {
    return this.#rules.add(readTarget(target), (el, pass) => pass(change(copyElement(el))));
  }

  /** Sends (or handles) other stanzas before what the target takes. */
  before(target: FaultTarget, make: MakeStanzas): EndFault {
    return this.#rules.add(readTarget(target), (el, pass) => {
      for (const made of [make(copyElement(el))].flat()) pass(made);
      pass(el);
    });
  }

  /** Sends (or handles) other stanzas after what the target takes. */
  after(target: FaultTarget, make: MakeStanzas): EndFault {
    return this.#rules.add(readTarget(target), (el, pass) => {
      const more = [make(copyElement(el))].flat();
      pass(el);
      for (const made of more) pass(made);
    });
  }

  // ---- on streams ----

  /** Writes half a frame of the next stanza that the target takes, and cuts the line. */
  cutMidFrame(target: FaultTarget): EndFault {
    return this.#rules.add({ times: 1, ...readTarget(target) }, (el, pass, stream) =>
      stream.cutMidFrame(el, pass),
    );
  }

  /**
   * Half-opens the streams of an account or full JID, those to come as well: the socket stays
   * open, nothing is read, what would be sent is lost. When it ends, what the client sent
   * meanwhile is read.
   */
  silence(jid: string): EndFault {
    return this.#silences.add(jid);
  }

  /**
   * Loses one direction of the streams of `jid` that are open now: nothing the client sends comes in
   * (`in`), or nothing the server sends goes out (`out`). The socket stays open, and its end is
   * noticed. When the fault ends before the socket does, what was held back comes late, as with TCP.
   */
  oneWay(jid: string, direction: 'in' | 'out'): EndFault {
    const streams = this.#of(jid);
    for (const stream of streams) stream.block(direction, true);
    const release = (): void => {
      this.#held.delete(release);
      for (const stream of streams) stream.block(direction, false);
    };
    this.#held.add(release);
    return release;
  }

  /**
   * Ends streams with a stream error: those of `jid` that are open now, or with `after` the stream
   * of `jid` that has been sent that many more stanzas.
   *
   * @param condition a condition of RFC 6120 section 4.9.3, or any other name.
   */
  streamError(
    jid: string,
    condition: string,
    options: { readonly text?: string; readonly after?: number } = {},
  ): EndFault {
    const { text, after } = options;
    if (after === undefined) {
      for (const stream of this.#of(jid)) stream.fail(condition, text);
      return () => undefined;
    }
    let left = after;
    const end = this.#rules.add({ jid }, (el, pass, stream) => {
      pass(el);
      left -= 1;
      if (left > 0) return;
      end();
      stream.fail(condition, text);
    });
    return end;
  }

  /**
   * Closes the WebSockets of `jid` that are open now with this code, without `<close/>`; other sockets
   * just close.
   */
  closeCode(jid: string, code: number, reason?: string): void {
    for (const stream of this.#of(jid)) stream.closeSocket(code, reason);
  }

  /** Ends the streams of `jid` that are open now and sends them elsewhere (RFC 7395 section 3.6.1). */
  seeOtherUri(jid: string, uri: string): void {
    for (const stream of this.#of(jid)) stream.end(uri);
  }

  /**
   * Ends the streams of `jid` that are open now with `<see-other-host/>` (RFC 6120 section 4.9.3.19).
   *
   * @param host `host` or `host:port`, or whatever else a client should not follow.
   */
  seeOtherHost(jid: string, host: string): void {
    for (const stream of this.#of(jid)) stream.redirect(host);
  }

  /** Answers the next stream headers, of whomever, with `<see-other-host/>`. */
  redirectStreams(host: string): EndFault {
    this.#elsewhere = host;
    return () => {
      this.#elsewhere = undefined;
    };
  }

  /** Answers the next handshakes with an HTTP status, such as 503; over TCP drops connections. */
  refuseConnections(status: number): EndFault {
    this.#refusedStatus = status;
    return () => {
      this.#refusedStatus = undefined;
    };
  }

  // ---- on logins ----

  /** Answers each login of the account with a SASL failure, once the account is known. */
  refuseLogin(account: string, condition: SaslCondition, text?: string): EndFault {
    return this.login.add(account, {
      refuse: { condition, ...(text !== undefined && { text }) },
    });
  }

  /** Ends SCRAM with a signature that proves nothing, or with none. */
  badServerSignature(account: string, how: 'missing' | 'wrong' = 'wrong'): EndFault {
    return this.login.add(account, { signature: how });
  }

  /** Answers the client's nonce with itself: the server adds nothing. */
  shortNonce(account: string): EndFault {
    return this.login.add(account, { nonce: 'short' });
  }

  /** Adds the same ending to the client's nonce at each login. */
  reuseNonce(account: string): EndFault {
    return this.login.add(account, { nonce: 'reused' });
  }

  /** Answers with a nonce that does not begin with the client's. */
  foreignNonce(account: string): EndFault {
    return this.login.add(account, { nonce: 'foreign' });
  }

  /** Announces, and uses, this iteration count. @param account absent: for everybody. */
  iterations(count: number, account?: string): EndFault {
    return this.login.add(account, { iterations: count });
  }

  /** Binds another resource than the client asked for. @param account absent: for everybody. */
  imposeResource(
    resource: string | ((asked: string | undefined) => string),
    account?: string,
  ): EndFault {
    return this.login.add(account, { resource });
  }

  // ---- on stream management (XEP-0198) ----

  /**
   * Refuses to resume, as if the session had timed out: it is over. With `h` the server says how much
   * it handled, without it has forgotten. @param account absent: for everybody.
   */
  refuseResume(account?: string, { h = false }: { readonly h?: boolean } = {}): EndFault {
    return this.management.add(account, { refuse: { h } });
  }

  /** Says something else in `<resumed/>`; the session goes on with the honest counts. */
  lieOnResume(account: string, lie: ResumeLie): EndFault {
    return this.management.add(account, { resumed: lie });
  }

  /** Says another `h` in every `<a/>`. */
  lieOnAck(account: string, h: FalseCount): EndFault {
    return this.management.add(account, { ack: h });
  }

  /** Does not answer `<r/>`. */
  ignoreAckRequests(account: string): EndFault {
    return this.management.add(account, { ignoresRequests: true });
  }

  /** Ends every fault; what was held is let go. */
  clear(): void {
    this.#rules.clear();
    this.login.clear();
    this.management.clear();
    this.#refusedStatus = undefined;
    this.#elsewhere = undefined;
    this.#silences.clear();
    for (const release of [...this.#held]) release();
  }

  // ---- for the server's own use ----

  /** The HTTP status to refuse a handshake with. */
  get refusedStatus(): number | undefined {
    return this.#refusedStatus;
  }

  /** Where stream headers are answered to go. */
  get elsewhere(): string | undefined {
    return this.#elsewhere;
  }

  /** Whether no stanza is touched: the one look that the hot path pays for. */
  get isQuiet(): boolean {
    return this.#rules.isEmpty;
  }

  /** Sends `el` through the faults; see {@link Rules.run}. */
  run(direction: 'in' | 'out', stream: FaultyStream, el: XmlElement, pass: Pass): void {
    this.#rules.run(direction, stream, el, pass);
  }

  /** A stream's owner changed: it may have to fall silent. */
  ownerChanged(stream: FaultyStream): void {
    this.#silences.ownerChanged(stream);
  }

  #of(jid: string): FaultyStream[] {
    return [...this.streams()].filter((stream) => isOwner(jid, stream.owner, this.domain));
  }
}
