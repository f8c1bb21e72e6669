/**
 * What several units do to one session, as arguments of the script: where two of them touch the same
 * thing, what the last one says.
 */
import type { AnyPacket, UnitOfWork } from '@xec/xec';

/** What is taken away. No record, stanza or fact is an empty text. */
const GONE = '';

/** The arguments for `units` of one session, in the order in which the script reads them. */
export function changesOf(units: readonly UnitOfWork[]): string[] {
  const pending = new Map<string, string>();
  /** Requests that ended and began anew: they stand behind the others. */
  const anew = new Set<string>();
  const facts = new Map<string, string>();
  const aside: string[] = [];
  const packets: AnyPacket[] = [];
  let inbound: number | undefined;
  let acked: number | undefined;
  for (const unit of units) {
    for (const record of unit.pending) {
      if (pending.get(record.id) === GONE) {
        pending.delete(record.id);
        anew.add(record.id);
      }
      pending.set(record.id, JSON.stringify(record));
    }
    for (const id of unit.taken) pending.set(id, GONE);
    for (const { section, key, value } of unit.facts) {
      const name = JSON.stringify([section, key]);
      facts.set(name, value === undefined ? GONE : JSON.stringify(value));
    }
    for (const each of unit.setAside) aside.push(JSON.stringify(each));
    packets.push(...unit.packets);
    inbound = unit.inbound ?? inbound;
    acked = unit.acked ?? acked;
  }
  const { stanzas, delivered, last } = stanzasOf(units);
  return [
    text(inbound),
    text(acked),
    String(last),
    ...countedRequests(pending, anew),
    text(delivered),
    ...counted(stanzas),
    ...counted(facts),
    String(aside.length),
    ...aside,
    String(packets.length),
    ...packets.flatMap(packetFields),
  ];
}

/** Outbound stanzas by number, what was delivered before them, and the last number. */
function stanzasOf(units: readonly UnitOfWork[]) {
  const stanzas = new Map<string, string>();
  let delivered: number | undefined;
  let last = 0;
  for (const unit of units) {
    for (const stanza of unit.outbound) {
      stanzas.set(String(stanza.number), JSON.stringify(stanza));
      last = Math.max(last, stanza.number);
    }
    for (const number of unit.withdrawn) stanzas.set(String(number), GONE);
    if (unit.delivered === undefined) continue;
    delivered = Math.max(unit.delivered, delivered ?? 0);
    for (const number of stanzas.keys()) {
      if (Number(number) <= unit.delivered) stanzas.delete(number);
    }
  }
  return { stanzas, delivered, last };
}

const text = (number: number | undefined): string => (number === undefined ? '' : String(number));

/** What begins anew is taken away first. */
function countedRequests(
  pending: ReadonlyMap<string, string>,
  anew: ReadonlySet<string>,
): string[] {
  const steps: string[] = [];
  for (const [id, record] of pending) {
    if (anew.has(id) && record !== GONE) steps.push(id, GONE);
    steps.push(id, record);
  }
  return [String(steps.length / 2), ...steps];
}

const counted = (map: ReadonlyMap<string, string>): string[] => [
  String(map.size),
  ...[...map].flat(),
];

/**
 * Its content is stored apart from the rest: its size counts for the bounds. Its time is part of its
 * id in Redis, which takes whole numbers only.
 */
function packetFields({ key, content, from, seq, at }: AnyPacket): string[] {
  const json = JSON.stringify(content);
  const time = String(Math.max(0, Math.trunc(at)));
  return [String(seq), time, String(json.length), key, from ?? '', json];
}
