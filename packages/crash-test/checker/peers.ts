import type { HistoryLine } from '../history/index.js';

type Line<E extends HistoryLine['e']> = Extract<HistoryLine, { e: E }>;

/** Something that a peer sent. */
type Sent = Pick<Line<'replied'>, 'at' | 'peer' | 'place'>;

/** What the peers saw and did. */
export class Peers {
  readonly got: Line<'got'>[] = [];
  readonly asked: Line<'asked'>[] = [];
  readonly told: Line<'told'>[] = [];
  readonly answered = new Map<string, Line<'answered'>[]>();
  /** Answers by the id that they belong to. */
  readonly replied = new Map<string, Line<'replied'>[]>();
  readonly #downs: Line<'peer-down'>[] = [];
  readonly #confirmed = new Map<string, Line<'confirmed'>[]>();

  add(line: HistoryLine): void {
    switch (line.e) {
      case 'got':
        this.got.push(line);
        break;
      case 'asked':
        this.asked.push(line);
        break;
      case 'told':
        this.told.push(line);
        break;
      case 'answered':
        append(this.answered, line.id, line);
        break;
      case 'replied':
        append(this.replied, line.id, line);
        break;
      case 'peer-down':
        this.#downs.push(line);
        break;
      case 'confirmed':
        append(this.#confirmed, line.peer, line);
        break;
      default:
    }
  }

  /** Whether that peer's stream went at some time between. */
  wentDown(peer: string, from: number, to = Infinity): boolean {
    return this.#downs.some((line) => line.peer === peer && line.at >= from && line.at <= to);
  }

  /** Whether some peer's stream went at some time between. */
  someWentDown(from: number, to = Infinity): boolean {
    return this.#downs.some(({ at }) => at >= from && at <= to);
  }

  /** Whether the server is known to have what the peer sent then, in that place. */
  isConfirmed({ at, peer, place }: Sent): boolean {
    const first = (this.#confirmed.get(peer) ?? []).find((line) => line.place >= place);
    // What a lost stream had not delivered is not sent again.
    return first !== undefined && !this.wentDown(peer, at, first.at);
  }
}

function append<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
