/**
 * The photo in the own vCard, for who tells others of it (XEP-0153).
 */
import { avatarId, type Vcard } from '@xec/stanza';
import * as v from 'valibot';
import type { FactKinds, HandlerContext } from '../core/index.js';
import { sayAgain } from '../presence/index.js';

declare module '../core/facts.js' {
  interface FactMap {
    /** Kept where a room in use asks for it; its one key is the own bare JID. */
    ownPhoto: OwnPhotoFact;
  }
}

/** What is known of the own photo. */
export interface OwnPhotoFact {
  /** The SHA-1 of its bytes; `''`: there is none; absent: not known. */
  readonly hash?: string;
  /** Whether presence that speaks of it was sent on this stream. */
  readonly isSaid: boolean;
  /** The picture of XEP-0084 for which the vCard was looked at last; `''`: none. */
  readonly picture?: string;
}

export const facts = {
  ownPhoto: {
    schema: v.object({
      hash: v.exactOptional(v.string()),
      isSaid: v.boolean(),
      picture: v.exactOptional(v.string()),
    }),
  },
} as const satisfies FactKinds;

/** Keeps the hash of the photo in the own vCard, if somebody tells it, and says a new one in presence. */
export function keepOwnPhoto(ctx: HandlerContext, vcard: Vcard): void {
  const known = ctx.fact('ownPhoto', ctx.self.bare);
  if (known === undefined) return;
  const { hash: before, ...rest } = known;
  const hash = photoHash(vcard);
  if (hash === before) return;
  ctx.learn('ownPhoto', ctx.self.bare, { ...rest, ...(hash !== undefined && { hash }) });
  if (known.isSaid) sayAgain(ctx);
}

/** Bytes that cannot be told have no hash; a photo that is elsewhere (`EXTVAL`) is none for this. */
const photoHash = ({ photo }: Vcard): string | undefined =>
  photo?.binval === undefined ? '' : avatarId(photo.binval);
