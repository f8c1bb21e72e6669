/**
 * Small pictures and sounds that the session has: those it hosts, and those it was given. Each is there
 * once, under its hash.
 */
import type { BobData } from '@xec/stanza';
import { mustFit, type HandlerContext } from '../core/index.js';

declare module '../core/facts.js' {
  interface FactMap {
    /** What we host, by Content-ID: given to whoever asks. */
    hostedBob: BobData;
    /** What we asked for and wait for, by Content-ID; who is to give it. */
    askedBob: { readonly of: string };
    /** What we were given, by Content-ID: for ourselves alone. */
    knownBob: KnownBob;
  }
}

/** What we were given, and until when it may be kept: milliseconds since 1970. */
export interface KnownBob {
  readonly data: BobData;
  readonly at: number;
  readonly until?: number;
}

/**
 * Hosts `data`: who asks for it by its Content-ID gets it.
 *
 * @throws RangeError for more than `bob.hosted`
 */
export function hostBob(ctx: HandlerContext, data: BobData): void {
  if (ctx.fact('hostedBob', data.cid) !== undefined) return;
  mustFit(ctx, 'hostedBob', data.cid, 'bob.hosted');
  ctx.learn('hostedBob', data.cid, data);
}

/** Hosts it no longer. */
export const dropBob = (ctx: HandlerContext, cid: string): void => {
  ctx.learn('hostedBob', cid, undefined);
};

/** What the session has under that Content-ID, hosted or given, as long as it may be kept. */
export function knownBob(ctx: HandlerContext, cid: string): BobData | undefined {
  const known = ctx.fact('knownBob', cid);
  const isFresh = known?.until === undefined || known.until > ctx.now();
  return ctx.fact('hostedBob', cid) ?? (isFresh ? known?.data : undefined);
}

/** Keeps what we were given, unless it says that it is not to be kept (XEP-0231 section 2.4). */
export function keepBob(ctx: HandlerContext, data: BobData): void {
  if (data.maxAge === 0) return;
  const known = ctx.facts('knownBob');
  if (!known.has(data.cid) && known.size >= ctx.bound('bob.known')) {
    const [oldest] = [...known].sort(([, one], [, other]) => one.at - other.at);
    if (oldest !== undefined) ctx.learn('knownBob', oldest[0], undefined);
  }
  const at = ctx.now();
  const until = data.maxAge === undefined ? {} : { until: at + data.maxAge * 1000 };
  ctx.learn('knownBob', data.cid, { data, at, ...until });
}
