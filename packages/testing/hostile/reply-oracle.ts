/**
 * Which stanza ends a request: the table of SECURITY-RULES 7, and rules 8, 9 and 11, with nothing of the
 * engine in them.
 */
import type { StanzaKind } from '@xec/stanza';
import { OWN_BARE, OWN_SERVER, SELF } from './senders.js';

/** A request that waits. */
export interface Waiting {
  /** Of what kind its stanza was. */
  readonly kind: StanzaKind;
  readonly to: string | undefined;
}

/** A stanza with the id of the request. */
export interface Reply {
  readonly kind: StanzaKind;
  readonly type: string | undefined;
  readonly from: string | undefined;
}

/** By the `to` of the request: the `from` of its answers; everybody else answers alone. */
const ANSWERED_BY = new Map<string | undefined, readonly (string | undefined)[]>([
  [undefined, [undefined, OWN_BARE, SELF, OWN_SERVER]],
  [OWN_BARE, [undefined, OWN_BARE]],
]);

export function ends(waiting: Waiting, reply: Reply): boolean {
  if (reply.kind !== waiting.kind) return false;
  const types = waiting.kind === 'iq' ? ['result', 'error'] : ['error'];
  if (reply.type === undefined || !types.includes(reply.type)) return false;
  return (ANSWERED_BY.get(waiting.to) ?? [waiting.to]).includes(reply.from);
}
