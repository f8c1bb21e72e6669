import { createHash, randomBytes } from 'node:crypto';

/** Who a browser may be, known by a token that only the browser has. */
export interface SignIn {
  /** The hash of the token: what the gateway keeps of it. */
  readonly key: string;
  /** The one person the token is good for. */
  readonly person: string;
  /** Whether the browser keeps its token when it is closed. */
  readonly stays: boolean;
  /** Milliseconds since 1970. */
  readonly endsAt: number;
}

interface KeptSignIn extends SignIn {
  /** Hashes of tickets for sockets, and when they end. */
  readonly tickets: Map<string, number>;
}

/** Browsers that forgot their cookie leave sign-ins behind: the oldest goes when there are more. */
const MOST = 10_000;
const MOST_OF_ONE = 50;
const MOST_TICKETS = 20;

/** The browsers that signed in. Kept in memory, by the hashes of their tokens. */
export class SignIns {
  readonly #byKey = new Map<string, KeptSignIn>();

  constructor(
    private readonly lastsMs: number,
    private readonly ticketMs = 30_000,
    private readonly now: () => number = Date.now,
  ) {}

  /** @returns a token of 256 random bits, for the browser's cookie; it is kept nowhere else */
  begin(person: string, stays = true): string {
    const own = this.#of(person);
    const [oldest] = own.length >= MOST_OF_ONE ? own : this.#byKey.values();
    const isFull = own.length >= MOST_OF_ONE || this.#byKey.size >= MOST;
    if (isFull && oldest !== undefined) this.#byKey.delete(oldest.key);
    const token = secret();
    const key = hash(token);
    const endsAt = this.now() + this.lastsMs;
    this.#byKey.set(key, { key, person, stays, endsAt, tickets: new Map() });
    return token;
  }

  /** What `token` is good for; `undefined` for one that is unknown or over. */
  find(token: string | undefined): SignIn | undefined {
    if (token === undefined) return undefined;
    const found = this.#byKey.get(hash(token));
    if (found === undefined || found.endsAt > this.now()) return found;
    this.#byKey.delete(found.key);
    return undefined;
  }

  /** @returns a ticket of 256 random bits that opens one socket of this sign-in, and soon */
  ticket({ key }: SignIn): string {
    const tickets = this.#byKey.get(key)?.tickets;
    const ticket = secret();
    tickets?.set(hash(ticket), this.now() + this.ticketMs);
    const [oldest] = tickets?.keys() ?? [];
    if (tickets !== undefined && tickets.size > MOST_TICKETS && oldest !== undefined) {
      tickets.delete(oldest);
    }
    return ticket;
  }

  /** Whether `ticket` was given to this sign-in, and is good still. It is not any more afterwards. */
  take({ key }: SignIn, ticket: string): boolean {
    const tickets = this.#byKey.get(key)?.tickets;
    const endsAt = tickets?.get(hash(ticket));
    tickets?.delete(hash(ticket));
    return endsAt !== undefined && endsAt > this.now();
  }

  end({ key }: SignIn): void {
    this.#byKey.delete(key);
  }

  /** Ends all sign-ins of a person. */
  endAll(person: string): void {
    for (const { key } of this.#of(person)) this.#byKey.delete(key);
  }

  /** When the last sign-in of a person is over, milliseconds since 1970; `undefined`: there is none. */
  lastEnd(person: string): number | undefined {
    const ends = this.#of(person).map(({ endsAt }) => endsAt);
    const last = Math.max(...ends);
    return last > this.now() ? last : undefined;
  }

  #of(person: string): KeptSignIn[] {
    return [...this.#byKey.values()].filter((signIn) => signIn.person === person);
  }
}

const secret = (): string => randomBytes(32).toString('base64url');
const hash = (token: string): string => createHash('sha256').update(token).digest('base64url');
