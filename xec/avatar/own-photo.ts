/**
 * The hash of the own photo in our presence (XEP-0153), where the server does not put it there itself.
 */
import { vcardUpdateElement, type AvatarMetadata, type XmlElement } from '@xec/stanza';
import type {
  HandlerContext,
  OnlineContext,
  PayloadContext,
  PresenceContext,
} from '../core/index.js';
import { sayAgain } from '../presence/index.js';
import { GetVcard } from '../vcard/index.js';

/** The account's service gives presence the hash of the own picture itself (XEP-0398 section 3). */
const NS_CONVERSION = 'urn:xmpp:pep-vcard-conversion:0';

/** Whether the service does all of this; `undefined` while it has not said what it does. */
const isConverted = (ctx: Pick<PresenceContext, 'self' | 'fact'>): boolean | undefined =>
  ctx.fact('announced', ctx.self.bare)?.features.includes(NS_CONVERSION);

/**
 * The update of all our presence. Where the service's own is still to be learnt of, there is an empty one
 * at most, which such a service fills (XEP-0398 section 5).
 */
export function photoUpdate(ctx: PresenceContext): readonly XmlElement[] {
  if (isConverted(ctx) === true) return [];
  return [vcardUpdateElement(ctx.fact('ownPhoto', ctx.self.bare)?.hash)];
}

/** A new stream, on which nothing was said yet. What is known of the photo stays known. */
export function beginStream(ctx: OnlineContext): void {
  const before = ctx.fact('ownPhoto', ctx.self.bare);
  if (before?.isSaid === false) return;
  ctx.learn('ownPhoto', ctx.self.bare, { ...before, isSaid: false });
}

/**
 * The own account has published a picture, or taken it away. Others look for it in the vCard: its photo
 * counts, and nothing is advertised "without first downloading the current vCard" (XEP-0153 section 4.2).
 * The service sends the same event on each stream, and the vCard is asked for once.
 */
export function ownPicture({ infos }: AvatarMetadata, ctx: PayloadContext): void {
  const known = ctx.fact('ownPhoto', ctx.self.bare);
  const picture = infos[0]?.id ?? '';
  if (isConverted(ctx) !== false || known === undefined || known.picture === picture) return;
  ctx.learn('ownPhoto', ctx.self.bare, { ...known, picture });
  if (known.hash !== picture) ctx.request(new GetVcard({}));
}

/** What presence of the own account says: our own as it comes back, or that of another resource. */
export function heardOwn(hash: string | undefined, ctx: PayloadContext): void {
  const known = ctx.fact('ownPhoto', ctx.self.bare);
  if (known === undefined || isConverted(ctx) === true) return;
  if (ctx.from.equals(ctx.self)) cameBack(hash, ctx);
  else if (hash !== undefined && known.hash !== undefined && hash !== known.hash) reset(ctx);
}

/** Ours is out. What came to be known while it was on its way is said now, once for each stream. */
function cameBack(hash: string | undefined, ctx: HandlerContext): void {
  const known = ctx.fact('ownPhoto', ctx.self.bare);
  if (known?.isSaid === true) return;
  ctx.learn('ownPhoto', ctx.self.bare, { ...known, isSaid: true });
  if (hash === undefined && known?.hash !== undefined) sayAgain(ctx);
}

/**
 * Another resource has another photo: the vCard decides (section 4.3). Until it has come there is nothing
 * to be reset, however often the others speak.
 */
function reset(ctx: HandlerContext): void {
  const { hash: _hash, ...known } = ctx.fact('ownPhoto', ctx.self.bare) ?? { isSaid: false };
  ctx.learn('ownPhoto', ctx.self.bare, known);
  if (known.isSaid) sayAgain(ctx);
  ctx.request(new GetVcard({}));
}
