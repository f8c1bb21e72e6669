/**
 * An account of what the server handled and sent, for those who check a client by it.
 */
import type { XmlElement } from '@xec/stanza';
import type { Session } from './session.js';

/** One stanza of a bound session. */
export interface AuditEntry {
  /** The name of the account. */
  readonly account: string;
  readonly resource: string;
  /** A number for each bind; the same after a resumption. */
  readonly streamId: number;
  readonly kind: 'iq' | 'message' | 'presence';
  readonly id: string | undefined;
  readonly type: string | undefined;
  /** The stanza's number in its direction, which `h` is when it is the last one (modulo 2^32). */
  readonly count: number | undefined;
}

export interface HandledEntry extends AuditEntry {
  readonly to: string | undefined;
}

export interface SentEntry extends AuditEntry {
  readonly from: string | undefined;
  /** Written again after a resumption. */
  readonly isResent: boolean;
}

export interface AuditOptions {
  /** Gets each stanza of a client once the server handled it. `count` is absent without XEP-0198. */
  readonly onHandled?: (entry: HandledEntry) => void;
  /** Gets each stanza to a client when it is numbered, connected or not, and when it is resent. */
  readonly onSent?: (entry: SentEntry) => void;
}

export class Audit {
  readonly #onHandled: AuditOptions['onHandled'];
  readonly #onSent: AuditOptions['onSent'];

  constructor({ onHandled, onSent }: AuditOptions) {
    this.#onHandled = onHandled;
    this.#onSent = onSent;
  }

  /** Whether anybody wants to know what is sent. */
  get hearsSent(): boolean {
    return this.#onSent !== undefined;
  }

  handled(session: Session, stanza: XmlElement, count: number | undefined): void {
    if (this.#onHandled === undefined) return;
    this.#onHandled({ ...entry(session, stanza, count), to: attribute(stanza, 'to') });
  }

  sent(session: Session, stanza: XmlElement, count: number | undefined, isResent = false): void {
    if (this.#onSent === undefined) return;
    const from = attribute(stanza, 'from');
    this.#onSent({ ...entry(session, stanza, count), from, isResent });
  }
}

const entry = (session: Session, stanza: XmlElement, count: number | undefined): AuditEntry => ({
  account: session.account.name,
  resource: session.jid.resource ?? '',
  streamId: session.streamId,
  kind: stanza.getName() as AuditEntry['kind'], // called with stanzas only
  id: attribute(stanza, 'id'),
  type: attribute(stanza, 'type'),
  count,
});

function attribute(stanza: XmlElement, name: string): string | undefined {
  const value: unknown = stanza.attrs[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
