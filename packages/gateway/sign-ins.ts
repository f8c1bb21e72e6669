import { createHash, randomBytes } from 'node:crypto';

/** Who a browser may be, known by a token that only the browser has. */
export interface SignIn {
  /** The hash of the token: what the gateway keeps of it. */
  readonly key: string;
  /** The one person the token is good for. */
  readonly person: string;
  /** Milliseconds since 1970. */
  readonly endsAt: number;
}

/** Browsers that forgot their cookie leave sign-ins behind: the oldest goes when there are more. */
const MOST = 1000;

/** The browsers that signed in. Kept in memory, by the hashes of their tokens. */
export class SignIns {
  readonly #byKey = new Map<string, SignIn>();

  constructor(
    private readonly lastsMs: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** @returns a token of 256 random bits, for the browser's cookie; it is kept nowhere else */
  begin(person: string): string {
    const [oldest] = this.#byKey.keys();
    if (this.#byKey.size >= MOST && oldest !== undefined) this.#byKey.delete(oldest);
    const token = randomBytes(32).toString('base64url');
    const key = hash(token);
    this.#byKey.set(key, { key, person, endsAt: this.now() + this.lastsMs });
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

  end({ key }: SignIn): void {
    this.#byKey.delete(key);
  }
}

const hash = (token: string): string => createHash('sha256').update(token).digest('base64url');
