/**
 * What a gateway says: JSON messages, as far as a page needs them.
 */
import type { AnyPacket } from '@xec/xec';

export type GatewayMessage =
  | { readonly t: 'ready'; readonly session: string }
  | ({ readonly t: 'packet' } & Omit<AnyPacket, 'session'>)
  | { readonly t: 'resync' }
  | { readonly t: 'live' }
  | { readonly t: 'outcome'; readonly id: string; readonly ok: true; readonly content: unknown }
  | { readonly t: 'outcome'; readonly id: string; readonly ok: false; readonly error: WireError }
  | { readonly t: 'refused'; readonly what: string; readonly error: WireError };

export interface WireError {
  readonly condition: string;
  readonly text?: string;
}

const kinds: ReadonlySet<unknown> = new Set([
  'ready',
  'packet',
  'resync',
  'live',
  'outcome',
  'refused',
]);

/** @returns `undefined` for a message of a kind that this page does not know: gateways may be newer */
export function readGatewayMessage(frame: string): GatewayMessage | undefined {
  const value: unknown = JSON.parse(frame);
  if (typeof value !== 'object' || value === null || !('t' in value)) return undefined;
  // The gateway that served this page is the one that speaks: same origin, same build.
  return kinds.has(value.t) ? (value as GatewayMessage) : undefined;
}
