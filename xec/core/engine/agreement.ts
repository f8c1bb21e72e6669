import { parseJid } from '@xec/stanza';
import type { AnyAction } from '../action/any-action.js';
import type { BuildContext } from '../action/build-context.js';
import type { SessionFacts } from '../facts.js';
import type { PendingRecord } from '../journal/journal.js';
import type { Registry } from '../registry.js';
import { kindOf } from './prepare.js';

/** What a session knows, as far as a request may look at it. */
export type Known = Pick<SessionFacts, 'self' | 'get'>;

/** As what a request goes, and to whom; absent: to the own account. */
type Place = Pick<PendingRecord, 'kind' | 'to'>;

/** A place, and whether facts were looked at to find it. */
interface Built {
  readonly place: Place;
  readonly hasLooked: boolean;
}

/**
 * The place of a request that its params say, whatever is stored beside them.
 *
 * @returns `undefined` where the action builds nothing now
 */
export const placeOf = (action: AnyAction, registry: Registry, known: Known): Place | undefined =>
  builtBy(action, registry, known)[0]?.place;

/**
 * Why a stored request is not what its action asks with those params. Somebody may have changed one of
 * both in the journal, so that another JID could answer for the one that was asked.
 *
 * Facts may have been others when it was asked. They choose the version of a protocol, refuse to build, and
 * name our own occupant of a room: no fact leads a request to another bare JID.
 */
export function disagreement(
  record: PendingRecord,
  action: AnyAction,
  registry: Registry,
  known: Known,
): string | undefined {
  const [first, ...others] = builtBy(action, registry, known);
  if (first === undefined || [first, ...others].some((built) => fits(record, built))) {
    return undefined;
  }
  const { kind, to } = first.place;
  if (kind !== record.kind) return `expected kind ${kind} by its params, got ${record.kind}`;
  return `expected to ${to ?? 'nobody'} by its params, got ${record.to ?? 'nobody'}`;
}

/** What the action builds with what the session knows, and as if it knew nothing. */
function builtBy(action: AnyAction, registry: Registry, known: Known): readonly Built[] {
  const all = [known, { self: known.self, get: () => undefined }];
  return all.flatMap((each) => build(action, registry, each) ?? []);
}

function build(action: AnyAction, { advertised }: Registry, known: Known): Built | undefined {
  let hasLooked = false;
  const ctx: BuildContext = {
    self: known.self,
    advertised,
    fact: (section, key) => {
      hasLooked = true;
      return known.get(section, key);
    },
    // Bounds refuse to build, and that is no place.
    count: () => 0,
    bound: () => Number.MAX_SAFE_INTEGER,
  };
  try {
    const stanza = action.build(ctx);
    const kind = kindOf(stanza, action.actionName);
    const to: unknown = stanza.attrs['to'];
    const place = typeof to === 'string' ? { kind, to: parseJid(to).toString() } : { kind };
    return { place, hasLooked };
  } catch {
    return undefined; // it could be built when it was asked
  }
}

function fits({ kind, to }: PendingRecord, { place, hasLooked }: Built): boolean {
  if (kind !== place.kind) return false;
  if (to === place.to) return true;
  // An occupant may have had another nickname then.
  if (!hasLooked || to === undefined || place.to === undefined) return false;
  const [was, is] = [parseJid(to), parseJid(place.to)];
  return is.resource !== undefined && was.resource !== undefined && was.bare === is.bare;
}
