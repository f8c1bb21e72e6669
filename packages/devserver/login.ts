/**
 * The login of one stream: SASL messages in, steps out (RFC 6120 section 6).
 */
import { randomBytes } from 'node:crypto';
import type { Element } from '@xec/stanza';
import type { Host } from './host.js';
import { prepareLocal } from './jid.js';
import { decodeMessage } from './sasl/encoding.js';
import { fail, type SaslFailure, type SaslMechanism, type SaslStep } from './sasl/mechanism.js';
import { Anonymous, Plain } from './sasl/plain.js';
import { Scram, type ScramUser } from './sasl/scram.js';
import type { ScramHash } from './sasl/scram-keys.js';

/** Attempts before the stream is closed: RFC 6120 section 6.4.5 asks for 2 to 5 retries. */
const MAX_FAILURES = 5;

const scramHashes: ReadonlyMap<string, ScramHash> = new Map([
  ['SCRAM-SHA-1', 'sha1'],
  ['SCRAM-SHA-256', 'sha256'],
  ['SCRAM-SHA-512', 'sha512'],
]);

/** The mechanisms that the server knows, strongest first. */
export const knownMechanisms: readonly string[] = [
  'SCRAM-SHA-512',
  'SCRAM-SHA-256',
  'SCRAM-SHA-1',
  'PLAIN',
  'ANONYMOUS',
];

export class Login {
  #mechanism: SaslMechanism | undefined;
  #failures = 0;

  constructor(private readonly host: Host) {}

  /** Whether the client failed too often. */
  get isOverTried(): boolean {
    return this.#failures >= MAX_FAILURES;
  }

  /** Takes an element of the SASL namespace; `undefined` for one that a client does not send. */
  handle(el: Element): SaslStep | undefined {
    const step = this.#step(el);
    if (step === undefined) return undefined;
    if (step.kind !== 'challenge') this.#mechanism = undefined;
    if (step.kind === 'failure') this.#failures += 1;
    if (step.kind === 'success') return this.#finish(step);
    return step;
  }

  #step(el: Element): SaslStep | undefined {
    switch (el.getName()) {
      case 'auth':
        return this.#begin(String(el.attrs['mechanism']), el.getText());
      case 'response':
        return this.#mechanism === undefined ? fail('malformed-request') : this.#feed(el.getText());
      case 'abort':
        return fail('aborted');
      default:
        return undefined;
    }
  }

  #begin(name: string, initial: string): SaslStep {
    this.#mechanism = this.host.mechanisms.includes(name) ? this.#create(name) : undefined;
    return this.#mechanism === undefined ? fail('invalid-mechanism') : this.#feed(initial);
  }

  #feed(encoded: string): SaslStep {
    const message = decodeMessage(encoded.trim());
    if ('failure' in message) return fail(message.failure);
    return this.#mechanism?.step(message.text) ?? fail('malformed-request');
  }

  #create(name: string): SaslMechanism | undefined {
    const { domain, accounts } = this.host;
    const hash = scramHashes.get(name);
    if (hash !== undefined) {
      const find = (username: string, nonce: string): ScramUser | SaslFailure =>
        this.#scramUser(hash, username, nonce);
      return new Scram({ hash, domain, find });
    }
    if (name === 'PLAIN')
      return new Plain(domain, (username, password) => this.#check(username, password));
    if (name !== 'ANONYMOUS') return undefined;
    return new Anonymous(() => accounts.add(this.host.randomId().toLowerCase(), '', true).name);
  }

  #scramUser(hash: ScramHash, username: string, clientNonce: string): ScramUser | SaslFailure {
    const account = this.host.accounts.find(prepareLocal(username, this.host.domain) ?? '');
    if (account === undefined || account.isTemporary) return fail('not-authorized');
    const fault = this.host.faults.login.of(account.name);
    const added =
      fault.nonce === 'reused' ? 'always-the-same-nonce' : randomBytes(18).toString('base64');
    const nonces = { honest: clientNonce + added, short: clientNonce, foreign: added };
    return {
      keys: account.keys(hash, fault.iterations ?? this.host.iterations),
      nonce: nonces[fault.nonce === 'short' || fault.nonce === 'foreign' ? fault.nonce : 'honest'],
      signature: (honest) => {
        if (fault.signature === undefined) return honest;
        return fault.signature === 'missing' ? undefined : forge(honest);
      },
    };
  }

  #check(username: string, password: string): SaslFailure | undefined {
    const account = this.host.accounts.find(prepareLocal(username, this.host.domain) ?? '');
    const isRight = account !== undefined && !account.isTemporary && account.password === password;
    return isRight ? undefined : fail('not-authorized');
  }

  /** The account is known and proved: the place of faults that refuse it. */
  #finish(step: Extract<SaslStep, { kind: 'success' }>): SaslStep {
    const username = prepareLocal(step.username, this.host.domain) ?? step.username;
    const { refuse } = this.host.faults.login.of(username);
    if (refuse === undefined) return { ...step, username };
    this.#failures += 1;
    return fail(refuse.condition, refuse.text);
  }
}

/** A signature of the same length that proves nothing. */
function forge(signature: string): string {
  const bytes = Buffer.from(signature, 'base64');
  return Buffer.from(bytes.map((byte) => byte ^ 0xff)).toString('base64');
}
