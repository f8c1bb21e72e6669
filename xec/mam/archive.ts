/**
 * Which archive is asked, and what is known of it.
 */
import { NS_MAM, NS_MAM_EXTENDED, newestMam, type MamVersion } from '@xec/stanza';
import type { BuildContext } from '../core/index.js';

/** What an archive announces, as far as we heard; `undefined` where we did not. */
const featuresOf = (ctx: BuildContext, archive: string): readonly string[] | undefined =>
  ctx.fact('announced', archive)?.features ?? ctx.fact('room', archive)?.features;

/** The newest protocol that the archive announces; today's where we did not hear what it does. */
export const versionFor = (ctx: BuildContext, archive: string): MamVersion =>
  newestMam(featuresOf(ctx, archive) ?? []) ?? NS_MAM;

/** @throws Error where the archive is known not to have what only extended ones have (section 5) */
export function mustBeExtended(ctx: BuildContext, archive: string, what: string): void {
  const features = featuresOf(ctx, archive);
  if (features === undefined || features.includes(NS_MAM_EXTENDED)) return;
  throw new Error(
    `MAM/Get: expected an archive with ${NS_MAM_EXTENDED} for ${what}, got ${archive}`,
  );
}
