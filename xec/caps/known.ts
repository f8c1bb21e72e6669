/**
 * What verification strings were found to stand for: one answer for all who announce the same.
 */
import type { Caps, DiscoInfo } from '@xec/stanza';
import type { HandlerContext } from '../core/index.js';
import { capsOf, infoOf } from '../disco/index.js';

/** What a verified string stands for. */
export interface CapsFact extends DiscoInfo {
  /** When it was learnt, milliseconds since 1970. */
  readonly at: number;
}

declare module '../core/facts.js' {
  interface FactMap {
    /** Verified capabilities, by hash function and verification string. */
    caps: CapsFact;
  }
}

/** How many are kept: more kinds of software than a large room has. */
const MAX_KNOWN = 500;

/** The key of `caps` among facts. Only for those that can be verified: they are safe as keys. */
export const capsKey = ({ hash, ver }: Pick<Caps, 'hash' | 'ver'>): string => `${hash} ${ver}`;

/**
 * What entities that announce `caps` can do, if that was verified, or is what we announce ourselves.
 * Rooms that have to know whether somebody can do something ask here.
 */
export function knownCaps(
  ctx: Pick<HandlerContext, 'advertised' | 'fact'>,
  caps: Pick<Caps, 'hash' | 'ver'>,
): DiscoInfo | undefined {
  const own = capsOf(ctx.advertised);
  if (own.ver === caps.ver && own.hash === caps.hash) return infoOf(ctx.advertised);
  return ctx.fact('caps', capsKey(caps));
}

/** Keeps what `caps` was verified to stand for; the oldest goes where there are too many. */
export function learnCaps(ctx: HandlerContext, caps: Caps, info: DiscoInfo): void {
  const known = ctx.facts('caps');
  if (known.size >= MAX_KNOWN) ctx.learn('caps', oldestOf(known), undefined);
  ctx.learn('caps', capsKey(caps), { ...info, at: ctx.now() });
}

function oldestOf(known: ReadonlyMap<string, CapsFact>): string {
  let oldest = '';
  let since = Infinity;
  for (const [key, { at }] of known) {
    if (at >= since) continue;
    oldest = key;
    since = at;
  }
  return oldest;
}
