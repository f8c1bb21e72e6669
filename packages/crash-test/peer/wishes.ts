import { iqError, iqResult, messageStanza, type Element } from '@xec/stanza';
import type { HistoryWriter } from '../history/index.js';
import { doneElement, tellElement, type Wish } from '../workload/index.js';
import { sessionOf } from './jids.js';
import type { Line } from './line.js';

/** Does what sessions ask of a peer. */
export class Wishes {
  readonly #peer: string;
  readonly #line: Line;
  readonly #history: HistoryWriter;
  #tokens = 0;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #unconfirmed: { readonly place: number; readonly run: () => void }[] = [];
  /** Another account, which answers what it was not asked. */
  forger: Wishes | undefined = undefined;

  constructor(peer: string, line: Line, history: HistoryWriter) {
    this.#peer = peer;
    this.#line = line;
    this.#history = history;
  }

  fulfil(iq: Element, wish: Wish): void {
    switch (wish.what) {
      case 'silent':
        return;
      case 'slow':
        this.#later(wish.ms, () => this.#reply(iq, wish));
        return;
      case 'error':
        this.#note(iq, wish, 'error', false);
        this.#line.send(iqError(iq, 'not-acceptable'));
        this.#line.confirm();
        return;
      case 'duplicate': {
        const token = this.#reply(iq, wish);
        this.#reply(iq, wish, token);
        return;
      }
      case 'forged-first':
        this.#afterForgery(iq, wish);
        return;
      case 'tell-back':
        this.#reply(iq, wish);
        this.#line.send(messageStanza({ to: fromOf(iq), type: 'normal' }, tellElement(wish.n)));
        return;
      case 'reply':
        this.#reply(iq, wish);
    }
  }

  /** The server has what was sent up to that place. */
  confirmed(place: number): void {
    while ((this.#unconfirmed[0]?.place ?? Infinity) <= place) this.#unconfirmed.shift()?.run();
  }

  /** The stream went: nobody waits for the server's word on it. */
  lost(): void {
    for (const { run } of this.#unconfirmed.splice(0)) run();
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#unconfirmed.length = 0;
  }

  /** Says nothing without a stream, and then nothing is written down as said. */
  #reply(iq: Element, wish: Wish, token = this.#newToken()): string {
    if (!this.#line.isUp) return token;
    this.#note(iq, wish, token, false);
    this.#line.send(iqResult(iq, doneElement(wish.n, token)));
    this.#line.confirm();
    return token;
  }

  /** First the forger's answer, then, when the server has that, the right one. */
  #afterForgery(iq: Element, wish: Wish): void {
    const { forger } = this;
    if (forger === undefined) this.#reply(iq, wish);
    else forger.forge(iq, wish, () => this.#reply(iq, wish));
  }

  /** Answers in its own name what another account was asked, and calls `then`. */
  forge(iq: Element, wish: Wish, then: () => void): void {
    if (!this.#line.isUp) return then();
    const token = this.#newToken();
    const place = this.#note(iq, wish, token, true);
    this.#unconfirmed.push({ place, run: then });
    this.#line.send(iqResult(iq, doneElement(wish.n, token)));
    this.#line.confirm();
  }

  #note(iq: Element, { n }: Wish, token: string, isForged: boolean): number {
    const place = this.#line.nextPlace;
    const { id = '', from } = iq.attrs as Record<string, string | undefined>;
    this.#history.write({
      e: 'replied',
      peer: this.#peer,
      session: sessionOf(from),
      id,
      n,
      token,
      isForged,
      place,
    });
    return place;
  }

  #newToken(): string {
    this.#tokens += 1;
    return `${this.#peer}-${this.#tokens}`;
  }

  #later(ms: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, ms);
    this.#timers.add(timer);
  }
}

const fromOf = (stanza: Element): string => String(stanza.attrs['from']);
