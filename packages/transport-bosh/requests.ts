/**
 * The requests of one session: numbered, answered in order, sent again when they are lost (XEP-0124
 * sections 9, 14 and 17).
 */
import { Secret, XmlError } from '@xec/stanza';
import { TransportError } from '@xec/transport';
import { readBody, writeBody, type Attributes, type Body } from './body.js';
import { StatusError, unreadable } from './faults.js';
import type { Http } from './http.js';
import type { BoshSettings } from './options.js';

/** How much longer than the server may hold it an answer may take. */
const GRACE_MS = 10_000;

/** One request on its way. */
export interface Sent {
  readonly rid: number;
  /** The request itself, with the session's id in it. */
  readonly text: Secret;
  /** What it was sent for. */
  readonly purpose: 'create' | 'restart' | 'payload' | 'poll' | 'end';
  readonly at: number;
  tries: number;
  answer: Body | undefined;
}

export interface RequestsOwner {
  /** An answer, in the order of the requests. */
  onAnswer(answer: Body, sent: Sent): void;
  /** There will be no more answers. */
  onLost(error: TransportError): void;
}

export class Requests {
  private readonly sent: Sent[] = [];
  private readonly abort = new AbortController();
  private readonly timers = new Set<ReturnType<typeof setTimeout>>();
  private rid: number;

  constructor(
    private readonly http: Http,
    private readonly name: string,
    private readonly maxFrameBytes: number,
    private readonly settings: BoshSettings,
    private readonly owner: RequestsOwner,
  ) {
    this.rid = randomRid();
  }

  /** How many are on their way. */
  get size(): number {
    return this.sent.length;
  }

  /** Whether one is on its way for this purpose. */
  has(purpose: Sent['purpose']): boolean {
    return this.sent.some((sent) => sent.purpose === purpose);
  }

  /** @param sid the session's id; absent in the request that begins it */
  post(
    purpose: Sent['purpose'],
    sid: Secret | undefined,
    attributes: Attributes = {},
    payload = '',
  ): void {
    const rid = this.rid++;
    const first = this.sent[0];
    // Section 9.1: absent where all earlier answers are here; the first one announces it.
    const ack = purpose === 'create' ? 1 : first && first.rid - 1;
    const text = new Secret(writeBody({ rid, ack, ...attributes, sid: sid?.reveal() }, payload));
    const sent: Sent = { rid, text, purpose, at: performance.now(), tries: 0, answer: undefined };
    this.sent.push(sent);
    void this.try(sent);
  }

  /** Drops what is on its way. */
  stop(): void {
    this.sent.length = 0;
    this.abort.abort();
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.http.close();
  }

  private async try(sent: Sent): Promise<void> {
    const late = new AbortController();
    const timer = this.later(this.settings.waitSeconds * 1000 + GRACE_MS, () => {
      late.abort();
    });
    try {
      const signal = AbortSignal.any([this.abort.signal, late.signal]);
      const answer = await this.http.request({ method: 'POST', body: sent.text.reveal(), signal });
      if (this.abort.signal.aborted) return;
      this.take(sent, answer.status, answer.bytes);
    } catch (error) {
      if (!this.abort.signal.aborted) this.missed(sent, error);
    } finally {
      clearTimeout(timer);
      this.timers.delete(timer);
    }
  }

  private take(sent: Sent, status: number, bytes: Uint8Array): void {
    if (status !== 200) throw new StatusError(this.name, status);
    const answer = this.read(bytes);
    // Section 17.3: a condition that is over when the same request comes again.
    if (answer.attribute('type') === 'error') {
      throw new TransportError('closed', `${this.name} could not take a request.`);
    }
    sent.answer = answer;
    for (let first = this.sent[0]; first?.answer !== undefined; first = this.sent[0]) {
      this.sent.shift();
      this.owner.onAnswer(first.answer, first);
    }
  }

  private read(bytes: Uint8Array): Body {
    try {
      return readBody(bytes, this.maxFrameBytes);
    } catch (error) {
      if (error instanceof XmlError) throw unreadable(this.name, error, this.maxFrameBytes);
      throw error;
    }
  }

  /** Lost: the same request, under the same number, is answered as the first would have been. */
  private missed(sent: Sent, error: unknown): void {
    const fault =
      error instanceof TransportError
        ? error
        : new TransportError('closed', `${this.name} was not understood.`, { cause: error });
    const isFinal = sent.purpose === 'create' || !mayPass(fault);
    if (isFinal || sent.tries >= this.settings.retries) {
      this.owner.onLost(sent.purpose === 'create' ? fault : ended(this.name, fault));
      return;
    }
    const delayMs = this.settings.retryMs * 2 ** sent.tries;
    sent.tries += 1;
    this.later(delayMs, () => void this.try(sent));
  }

  private later(ms: number, act: () => void): ReturnType<typeof setTimeout> {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      act();
    }, ms);
    this.timers.add(timer);
    return timer;
  }
}

/** Whether the same request may do better: what was answered wrongly will be so again. */
const mayPass = (fault: TransportError): boolean =>
  fault instanceof StatusError
    ? fault.status >= 500
    : ['closed', 'refused', 'timeout', 'unreachable'].includes(fault.code);

/** An open session that is over is `closed`, whatever made it so; faults in what came say what. */
function ended(name: string, fault: TransportError): TransportError {
  if (!mayPass(fault) && !(fault instanceof StatusError)) return fault;
  return new TransportError('closed', `The session was lost. ${fault.message}`, { cause: fault });
}

/** Section 7: large and random, and far enough from 2^53. */
function randomRid(): number {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return (high % 2 ** 19) * 2 ** 32 + low + 1;
}
