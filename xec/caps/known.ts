/**
 * What verification strings were found to stand for: one answer for all who announce the same.
 */
import { NS_CAPS2, capabilityHashNode, capsNode, type Caps, type DiscoInfo } from '@xec/stanza';
import type { Advertised, HandlerContext } from '../core/index.js';
import { capsOf, infoOf } from '../disco/index.js';
import { ownHashNode } from './own-caps.js';

/** What a verified string stands for. */
export interface CapsFact extends DiscoInfo {
  /** When it was learnt, milliseconds since 1970. */
  readonly at: number;
}

declare module '../core/facts.js' {
  interface FactMap {
    /** Verified capabilities, by hash function and verification string, or by the node of a hash. */
    caps: CapsFact;
  }
}

/**
 * What names an answer. With the `node` `urn:xmpp:caps` it is a hash of XEP-0390, which another text
 * is hashed for than for a verification string of the same function.
 */
export type CapsName = Pick<Caps, 'hash' | 'ver'> & Partial<Pick<Caps, 'node'>>;

/** The key of `caps` among facts. Only for those that can be verified: they are safe as keys. */
export const capsKey = ({ node, hash, ver }: CapsName): string =>
  node === NS_CAPS2 ? capabilityHashNode({ algo: hash, value: ver }) : `${hash} ${ver}`;

/** The node of disco#info that is asked for `caps`. */
export const askedNode = (caps: Caps): string =>
  caps.node === NS_CAPS2 ? capsKey(caps) : capsNode(caps);

/**
 * What entities that announce `caps` can do, if that was verified, or is what we announce ourselves.
 * Rooms that have to know whether somebody can do something ask here.
 */
export function knownCaps(
  ctx: Pick<HandlerContext, 'advertised' | 'fact'>,
  caps: CapsName,
): DiscoInfo | undefined {
  if (isOwn(ctx.advertised, caps)) return infoOf(ctx.advertised);
  return ctx.fact('caps', capsKey(caps));
}

/** Whether they are what we announce ourselves. */
function isOwn(advertised: Advertised, caps: CapsName): boolean {
  if (caps.node === NS_CAPS2) return capsKey(caps) === ownHashNode(advertised);
  const { hash, ver } = capsOf(advertised);
  return caps.ver === ver && caps.hash === hash;
}

/** Keeps what `caps` was verified to stand for; the oldest goes where there are too many. */
export function learnCaps(ctx: HandlerContext, caps: Caps, info: DiscoInfo): void {
  const known = ctx.facts('caps');
  if (known.size >= ctx.bound('caps.known')) ctx.learn('caps', oldestOf(known), undefined);
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
