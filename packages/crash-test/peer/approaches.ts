import { iqGet, iqSet, messageStanza, type Element } from '@xec/stanza';
import type { HistoryWriter } from '../history/index.js';
import type { Random } from '@xec/testing/random';
import { NS_CRASH, queryElement, tellElement } from '../workload/index.js';
import { sessionOf } from './jids.js';
import type { Line } from './line.js';

/** What a peer asks and tells sessions by itself. */
export class Approaches {
  readonly #peer: string;
  readonly #line: Line;
  readonly #history: HistoryWriter;
  readonly #random: Random;
  #m = 0;
  /** Requests that wait for an answer. */
  readonly #waiting = new Set<string>();
  /** Requests that a session leaves to its engine, whose answer looks like the server's. */
  readonly #ignored = new Set<string>();
  readonly #whenAnswered = new Set<() => void>();

  constructor(peer: string, line: Line, history: HistoryWriter, random: Random) {
    this.#peer = peer;
    this.#line = line;
    this.#history = history;
    this.#random = random;
  }

  /** Asks or tells the session with the full JID `to` something, unless there is no stream. */
  approach(to: string): void {
    if (this.#random.chance(0.5)) this.tell(to);
    else this.#ask(to);
  }

  /** Tells it a number. */
  tell(to: string): void {
    if (!this.#line.isUp) return;
    const m = (this.#m += 1);
    const id = `${this.#peer}-m${m}`;
    this.#send('told', { to, id, m }, messageStanza({ to, type: 'normal', id }, tellElement(m)));
  }

  /** Takes an iq that answers something. */
  answered(iq: Element): void {
    const { id = '', from: jid } = iq.attrs as Record<string, string | undefined>;
    const isIgnored = this.#ignored.has(id);
    const from = isIgnored ? 'either' : isOfSession(iq) ? 'session' : 'server';
    this.#history.write({ e: 'answered', peer: this.#peer, session: sessionOf(jid), id, from });
    this.#waiting.delete(id);
    this.#tellWaiting();
  }

  /** The stream went, and with it the answers. */
  lost(): void {
    this.#waiting.clear();
    this.#tellWaiting();
  }

  /** Resolves when every request has its answer, or after `ms`. */
  rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.#waiting.size > 0) return;
        end();
      };
      const end = (): void => {
        clearTimeout(timer);
        this.#whenAnswered.delete(look);
        resolve();
      };
      const timer = setTimeout(end, ms);
      this.#whenAnswered.add(look);
      look();
    });
  }

  #ask(to: string): void {
    if (!this.#line.isUp) return;
    const m = (this.#m += 1);
    const id = `${this.#peer}-q${m}`;
    const what = this.#random.weighted(manners);
    const iq = (this.#random.chance(0.5) ? iqGet : iqSet)(to, queryElement(m, what));
    iq.attrs['id'] = id;
    if (what === 'ignore') this.#ignored.add(id);
    this.#waiting.add(id);
    this.#send('asked', { to, id, m }, iq);
  }

  /** Written down first: what the other side says of it comes later in the history. */
  #send(
    e: 'asked' | 'told',
    { to, id, m }: { to: string; id: string; m: number },
    stanza: Element,
  ): void {
    const place = this.#line.nextPlace;
    this.#history.write({ e, peer: this.#peer, session: sessionOf(to), id, m, place });
    this.#line.send(stanza);
    this.#line.confirm();
  }

  #tellWaiting(): void {
    for (const look of [...this.#whenAnswered]) look();
  }
}

const manners = [
  [70, 'reply'],
  [20, 'refuse'],
  [10, 'ignore'],
] as const;

/** The session's own answers have something of ours in them; the server's have not. */
const isOfSession = (iq: Element): boolean =>
  iq.getChild('answer', NS_CRASH) !== undefined ||
  iq.getChild('error')?.getChild('refused', NS_CRASH) !== undefined;
