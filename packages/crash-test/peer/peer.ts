/**
 * A peer: an account that does what sessions wish, approaches them, and writes all of it down. It is
 * never killed, and stands beside the server.
 */
import { iqError, type Element } from '@xec/stanza';
import type { HistoryWriter } from '../history/index.js';
import type { Random } from '@xec/testing/random';
import { NS_CRASH, numberOf, readWish } from '../workload/index.js';
import { Approaches } from './approaches.js';
import { sessionOf } from './jids.js';
import { Line, type LineEvents, type PeerAccount } from './line.js';
import { Wishes } from './wishes.js';

export class Peer implements LineEvents {
  readonly name: string;
  readonly #line: Line;
  readonly #history: HistoryWriter;
  readonly #wishes: Wishes;
  readonly #approaches: Approaches;
  #whenUp: (() => void) | undefined = undefined;

  constructor(account: PeerAccount, history: HistoryWriter, random: Random) {
    this.name = account.user;
    this.#history = history;
    this.#line = new Line(account, this);
    this.#wishes = new Wishes(this.name, this.#line, history);
    this.#approaches = new Approaches(this.name, this.#line, history, random);
  }

  get jid(): string {
    return this.#line.jid;
  }

  /** Resolves when it is online; from then on it comes back by itself. */
  async open(forger?: Peer): Promise<void> {
    if (forger !== undefined) this.#wishes.forger = forger.#wishes;
    await new Promise<void>((resolve) => {
      this.#whenUp = resolve;
      this.#line.open();
    });
  }

  /** Asks or tells the session with the full JID `to` something, unless there is no stream. */
  approach(to: string): void {
    this.#approaches.approach(to);
  }

  tell(to: string): void {
    this.#approaches.tell(to);
  }

  /** Resolves when nothing that it asked waits for an answer, or after `ms`. */
  rest(ms: number): Promise<void> {
    this.#line.confirm();
    return this.#approaches.rest(ms);
  }

  close(): void {
    this.#wishes.close();
    this.#line.close();
  }

  // ── the line's events ─────────────────────────────────────────────────────────────────────────

  onUp(): void {
    this.#history.write({ e: 'peer-up', peer: this.name });
    this.#whenUp?.();
  }

  onDown(): void {
    this.#history.write({ e: 'peer-down', peer: this.name });
    this.#wishes.lost();
    this.#approaches.lost();
  }

  onConfirmed(place: number): void {
    this.#history.write({ e: 'confirmed', peer: this.name, place });
    this.#wishes.confirmed(place);
  }

  onStanza(stanza: Element): void {
    const { type } = stanza.attrs as { type?: string };
    const name = stanza.getName();
    if (name === 'message' && type !== 'error') {
      this.#got(stanza, 'message', numberOf(stanza.getChild('tell', NS_CRASH)));
    } else if (name === 'iq' && (type === 'result' || type === 'error')) {
      this.#approaches.answered(stanza);
    } else if (name === 'iq') this.#asked(stanza);
  }

  #asked(iq: Element): void {
    const wish = readWish(iq);
    if (wish === undefined) return this.#line.send(iqError(iq, 'service-unavailable'));
    this.#got(iq, 'iq', wish.n);
    this.#wishes.fulfil(iq, wish);
  }

  #got(stanza: Element, kind: 'iq' | 'message', n: number): void {
    const { id = '', from } = stanza.attrs as Record<string, string | undefined>;
    const session = sessionOf(from);
    this.#history.write({ e: 'got', peer: this.name, session, id, kind, n });
  }
}
