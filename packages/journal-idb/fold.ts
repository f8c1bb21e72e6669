/** What a group of units comes to: what a later one takes back need not be written at all. */
import type {
  AnyPacket,
  FactChange,
  OutboundStanza,
  PendingRecord,
  SetAside,
  UnitOfWork,
} from '@xec/xec';

/** What is to be written of one session. */
export interface Change {
  /** By id; `undefined` ended. It may be stored, from a time when the same units were given. */
  readonly requests: Map<string, PendingRecord | undefined>;
  /** Ids of requests that ended and began anew. */
  readonly anew: Set<string>;
  /** By number; `undefined` must not leave any more. */
  readonly outbound: Map<number, OutboundStanza | undefined>;
  readonly facts: Map<string, FactChange>;
  readonly packets: AnyPacket[];
  readonly setAside: SetAside[];
  lastOutbound: number | undefined;
  inbound: number | undefined;
  delivered: number | undefined;
  acked: number | undefined;
}

/** The changes of each session, in the order of the units. */
export function fold(units: readonly UnitOfWork[]): ReadonlyMap<string, Change> {
  const changes = new Map<string, Change>();
  for (const unit of units) {
    let change = changes.get(unit.session);
    if (change === undefined) {
      change = noChange();
      changes.set(unit.session, change);
    }
    add(change, unit);
  }
  return changes;
}

function add(change: Change, unit: UnitOfWork): void {
  for (const record of unit.pending) {
    // What ended and begins anew stands behind the others.
    if (change.requests.has(record.id) && change.requests.get(record.id) === undefined) {
      change.requests.delete(record.id);
      change.anew.add(record.id);
    }
    change.requests.set(record.id, record);
  }
  for (const id of unit.taken) change.requests.set(id, undefined);
  addStanzas(change, unit);
  for (const fact of unit.facts) change.facts.set(JSON.stringify([fact.section, fact.key]), fact);
  change.packets.push(...unit.packets);
  change.setAside.push(...unit.setAside);
  change.inbound = unit.inbound ?? change.inbound;
  change.acked = unit.acked ?? change.acked;
}

function addStanzas(change: Change, { outbound, withdrawn, delivered }: UnitOfWork): void {
  for (const stanza of outbound) change.outbound.set(stanza.number, stanza);
  for (const number of withdrawn) change.outbound.set(number, undefined);
  change.lastOutbound = outbound.at(-1)?.number ?? change.lastOutbound;
  if (delivered === undefined) return;
  for (const number of change.outbound.keys()) {
    if (number <= delivered) change.outbound.delete(number);
  }
  change.delivered = Math.max(delivered, change.delivered ?? 0);
}

const noChange = (): Change => ({
  requests: new Map(),
  anew: new Set(),
  outbound: new Map(),
  facts: new Map(),
  packets: [],
  setAside: [],
  lastOutbound: undefined,
  inbound: undefined,
  delivered: undefined,
  acked: undefined,
});
