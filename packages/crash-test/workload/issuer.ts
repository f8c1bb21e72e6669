import type { AnyAction } from '@xec/xec';
import type { Behaviour, Kind } from '../history/index.js';
import type { Random } from '@xec/testing/random';
import { Ask } from './ask.action.js';
import { Order } from './order.action.js';
import { AskServer } from './server.action.js';
import { Tell } from './tell.action.js';

/** Whom a session may turn to. */
export interface Others {
  readonly peer: string;
  /** Full JIDs of the other sessions. */
  readonly sessions: readonly string[];
}

/** A request of a session. */
export interface Invocation {
  readonly n: number;
  readonly kind: Kind;
  readonly what: string;
  readonly then?: number;
  readonly action: AnyAction;
  readonly timeoutMs?: number;
}

const behaviours: readonly (readonly [number, Behaviour])[] = [
  [40, 'reply'],
  [15, 'slow'],
  [10, 'error'],
  [8, 'silent'],
  [12, 'forged-first'],
  [10, 'duplicate'],
  [5, 'tell-back'],
];

const kinds: readonly (readonly [number, Kind])[] = [
  [40, 'ask'],
  [25, 'order'],
  [15, 'server'],
  [20, 'tell'],
];

/** How long the peer may think when it is to be slow. */
const SLOW_MS = 3000;
/** A request that is never answered ends soon. */
const SILENT_TIMEOUT_MS = 2500;

/** Makes one session's requests up, by chance. Numbers rise from `first` on. */
export class Issuer {
  #n: number;

  constructor(
    private readonly random: Random,
    private readonly others: Others,
    first: number,
  ) {
    this.#n = first;
  }

  next(): Invocation {
    const n = (this.#n += 1);
    const kind = this.random.weighted(kinds);
    if (kind === 'server') return this.#server(n);
    if (kind === 'tell') return this.#tell(n);
    return this.#wish(n, kind);
  }

  #wish(n: number, kind: 'ask' | 'order'): Invocation {
    const { random, others } = this;
    const what = random.weighted(behaviours);
    const ms = what === 'slow' ? random.between(100, SLOW_MS) : 0;
    const then = kind === 'ask' && random.chance(0.15) ? (this.#n += 1) : undefined;
    const wish = { n, to: others.peer, what, ms };
    const isSilent = what === 'silent';
    return {
      n,
      kind,
      what,
      action:
        kind === 'order' ? new Order(wish) : new Ask(then === undefined ? wish : { ...wish, then }),
      ...(then !== undefined && { then }),
      ...(isSilent && { timeoutMs: SILENT_TIMEOUT_MS }),
    };
  }

  #server(n: number): Invocation {
    const what = this.random.pick(['ping', 'disco', 'keep', 'fetch'] as const);
    return { n, kind: 'server', what, action: new AskServer({ n, what }) };
  }

  #tell(n: number): Invocation {
    const { peer, sessions } = this.others;
    const to = sessions.length > 0 && this.random.chance(0.4) ? this.random.pick(sessions) : peer;
    return { n, kind: 'tell', what: to, action: new Tell({ n, to }) };
  }
}
