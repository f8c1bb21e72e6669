/**
 * The logins of one stream: messages of mechanisms in, steps out (RFC 6120 section 6, XEP-0388).
 */
import type { Element } from '@xec/stanza';
import type { FrameSocket } from './frame-socket.js';
import type { Host } from './host.js';
import { prepareLocal } from './jid.js';
import { createMechanism } from './mechanisms.js';
import { decodeMessage, messageBytes, readMessage } from './sasl/encoding.js';
import { fail, type SaslFailure, type SaslMechanism } from './sasl/mechanism.js';
import { offerFor } from './sasl/offer.js';

/** Attempts before the stream is closed: RFC 6120 section 6.4.5 asks for 2 to 5 retries. */
const MAX_FAILURES = 5;

/** What the server answers to one message of the client. */
export type LoginStep =
  | SaslFailure
  | { readonly kind: 'challenge'; readonly data: Uint8Array }
  | { readonly kind: 'success'; readonly username: string; readonly data?: Uint8Array };

export class Login {
  #mechanism: SaslMechanism | undefined;
  #failures = 0;

  constructor(
    private readonly host: Host,
    private readonly socket: FrameSocket,
  ) {}

  /** Whether the client failed too often. */
  get isOverTried(): boolean {
    return this.#failures >= MAX_FAILURES;
  }

  /** Whether a mechanism waits for the client. */
  get isBusy(): boolean {
    return this.#mechanism !== undefined;
  }

  /** Takes an element of the SASL namespace; `undefined` for one that a client does not send. */
  handle(el: Element): LoginStep | undefined {
    const data = decodeMessage(el.getText().trim());
    switch (el.getName()) {
      case 'auth':
        return this.begin(String(el.attrs['mechanism']), data);
      case 'response':
        return this.respond(data);
      case 'abort':
        return this.refuse(fail('aborted'));
      default:
        return undefined;
    }
  }

  /**
   * Begins with a mechanism that is offered.
   *
   * @param data no bytes where the client says nothing yet; `undefined` where it was no base64
   * @param mechanism one that is not in the list
   */
  begin(name: string, data: Uint8Array | undefined, mechanism?: SaslMechanism): LoginStep {
    const isOffered = offerFor(this.host, this.socket).mechanisms.includes(name);
    const known = isOffered ? createMechanism(name, this.host, this.socket) : undefined;
    this.#mechanism = mechanism ?? known;
    return this.#mechanism === undefined
      ? this.refuse(fail('invalid-mechanism'))
      : this.respond(data);
  }

  /** Goes on with the mechanism. */
  respond(data: Uint8Array | undefined): LoginStep {
    if (data === undefined) return this.refuse(fail('incorrect-encoding'));
    if (this.#mechanism === undefined) return this.refuse(fail('malformed-request'));
    const { isBinary = false } = this.#mechanism;
    const message = readMessage(data, isBinary);
    if (message === undefined) return this.refuse(fail('malformed-request'));
    const step = this.#mechanism.step(message);
    if (step.kind === 'failure') return this.refuse(step);
    if (step.kind === 'challenge') {
      return { kind: 'challenge', data: messageBytes(step.data, isBinary) };
    }
    this.#mechanism = undefined;
    return this.#accept(
      step.username,
      step.data === undefined ? undefined : messageBytes(step.data, isBinary),
    );
  }

  /** Ends the attempt. */
  refuse(failure: SaslFailure): SaslFailure {
    this.#mechanism = undefined;
    this.#failures += 1;
    return failure;
  }

  /** The account is known and proved: the place of faults that refuse it. */
  #accept(name: string, data: Uint8Array | undefined): LoginStep {
    const username = prepareLocal(name, this.host.domain) ?? name;
    const { refuse } = this.host.faults.login.of(username);
    if (refuse !== undefined) return this.refuse(fail(refuse.condition, refuse.text));
    if (this.host.accounts.find(username) === undefined) {
      return this.refuse(fail('not-authorized')); // of a token or a certificate of nobody
    }
    return { kind: 'success', username, ...(data && { data }) };
  }
}
