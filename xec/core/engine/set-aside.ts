import type { Handling } from '../dispatch/handling.js';
import type { Unit } from '../journal/unit.js';

/** Something that cannot be used, and what was stored or came of it. */
export interface Unusable {
  /** What it was: `action Roster/AddItem`. */
  readonly what: string;
  /** The id of the request that it was; it has no other outcome. */
  readonly id?: string;
  /** What was expected, and what came. */
  readonly reason: string;
  readonly text: string;
}

/** Keeps something in the journal that cannot be used, and reports it once. */
export function setAside(engine: Handling, unit: Unit, { what, id, reason, text }: Unusable): void {
  unit.putAside({ what, reason, text, at: engine.runtime.now() });
  engine.fault(new TypeError(`${what} is set aside: ${reason}`), 'journal');
  const key = 'session_setaside';
  if (!engine.registry.keys.has(key)) return;
  const content = { what, reason, ...(id !== undefined && { id }) };
  engine.addPacket(unit, engine.registry.checked(key, content), undefined);
}
