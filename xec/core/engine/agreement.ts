import { parseJid, type Jid } from '@xec/stanza';
import type { AnyAction } from '../action/any-action.js';
import type { BuildContext } from '../action/build-context.js';
import type { PendingRecord } from '../journal/journal.js';
import type { Registry } from '../registry.js';
import { kindOf } from './prepare.js';

/** As what a request goes, and to whom; absent: to the own account. */
type Place = Pick<PendingRecord, 'kind' | 'to'>;

/**
 * The place of a request that its params say, whatever is stored beside them.
 *
 * @returns `undefined` where it depends on facts of the session, which may have changed since it was
 * asked, and where the action builds nothing now
 */
export function placeOf(action: AnyAction, registry: Registry, self: Jid): Place | undefined {
  const asked: string[] = [];
  const ctx: BuildContext = {
    self,
    advertised: registry.advertised,
    fact: (section) => {
      asked.push(section);
      return undefined;
    },
    // Bounds refuse to build, and that is no place.
    count: () => 0,
    bound: () => Number.MAX_SAFE_INTEGER,
  };
  try {
    const stanza = action.build(ctx);
    if (asked.length > 0) return undefined;
    const kind = kindOf(stanza, action.actionName);
    const to: unknown = stanza.attrs['to'];
    return typeof to === 'string' ? { kind, to: parseJid(to).toString() } : { kind };
  } catch {
    return undefined; // it could be built when it was asked
  }
}

/**
 * Why a stored request is not what its action asks with those params. Somebody may have changed one of
 * both in the journal, so that another JID could answer for the one that was asked.
 */
export function disagreement(
  { kind, to }: PendingRecord,
  action: AnyAction,
  registry: Registry,
  self: Jid,
): string | undefined {
  const place = placeOf(action, registry, self);
  if (place === undefined) return undefined;
  if (place.kind !== kind) return `expected kind ${place.kind} by its params, got ${kind}`;
  if (place.to === to) return undefined;
  return `expected to ${place.to ?? 'nobody'} by its params, got ${to ?? 'nobody'}`;
}
