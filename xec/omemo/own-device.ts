/**
 * What the session remembers of this device: that it is announced. "Devices MUST check that their own device
 * id is contained in the list whenever they receive a PEP update from their own account. If they have been
 * removed, they MUST reannounce themselves" (XEP-0384 section 5.3.1).
 */
import type { OmemoDevice, OmemoDeviceList, OmemoVersion } from '@xec/stanza';
import {
  factChange,
  type BuildContext,
  type FactChange,
  type FactKinds,
  type HandlerContext,
} from '../core/index.js';

import { deviceSchema } from './schema.js';

declare module '../core/facts.js' {
  interface FactMap {
    /** This device, by the version that it announced itself for; as the list had it last. */
    omemoDevice: OmemoDevice;
  }
}

export const facts = {
  omemoDevice: { schema: deviceSchema },
} as const satisfies FactKinds;

/** This device has published its keys, and is to be in the list of its account. */
export function announced(ctx: HandlerContext, version: OmemoVersion, id: number): void {
  if (ctx.fact('omemoDevice', version)?.id === id) return;
  ctx.learn('omemoDevice', version, { id });
}

/** This device takes itself away: it is not put back into lists. */
export const withdrawn = (
  ctx: Pick<BuildContext, 'fact'>,
  { version, devices }: OmemoDeviceList,
): readonly FactChange[] => {
  const own = ctx.fact('omemoDevice', version);
  const isMissing = own !== undefined && devices.every(({ id }) => id !== own.id);
  return isMissing ? [factChange('omemoDevice', version, undefined)] : [];
};

/** The list with this device in it; `undefined` where it is there, or was never announced. */
export function withOwn(
  ctx: HandlerContext,
  { version, devices }: OmemoDeviceList,
): OmemoDeviceList | undefined {
  const own = ctx.fact('omemoDevice', version);
  if (own === undefined) return undefined;
  const known = devices.find(({ id }) => id === own.id);
  if (known === undefined) return { version, devices: [...devices, own] };
  if (known.label?.text !== own.label?.text) ctx.learn('omemoDevice', version, known);
  return undefined;
}
