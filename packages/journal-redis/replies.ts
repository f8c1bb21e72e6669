/**
 * What the scripts answer, read.
 */
import type {
  AnyPacket,
  FactChange,
  OutboundStanza,
  PacketPage,
  PendingRecord,
  SessionSnapshot,
  UnreadableRecord,
} from '@xec/xec';

/** Hears of stored text that is no JSON any more and has no place of its own in what is given. */
export type Report = (what: string, cause: unknown) => void;

/** What the script that opens answers, after its first word. */
export type OpenReply = readonly [
  fence: string,
  numbers: readonly (string | null)[],
  pending: readonly string[],
  outbound: readonly string[],
  facts: readonly string[],
];

/** What is stored of a session. */
export function readSnapshot(reply: OpenReply, report: Report): SessionSnapshot {
  const [fence, numbers, pending, outbound, facts] = reply;
  const [inbound = 0, acked = 0, lastOutbound = 0, lastSeq = 0] = numbers.map(Number);
  return {
    fence: Number(fence),
    ...readPending(pending),
    outbound: pairs(outbound).flatMap(([json, number]) =>
      readOr<OutboundStanza>(json, report, `outbound stanza ${number}`),
    ),
    facts: pairs(facts).flatMap(([name, json]) => readFact(name, json, report)),
    inbound,
    acked,
    lastOutbound,
    lastSeq,
  };
}

/** `<place> <JSON>` by id: Redis keeps no order in a hash. */
function readPending(fields: readonly string[]): Pick<SessionSnapshot, 'pending' | 'unreadable'> {
  const pending: { readonly place: number; readonly record: PendingRecord }[] = [];
  const unreadable: UnreadableRecord[] = [];
  for (const [id, stored] of pairs(fields)) {
    const [, place = '', json = stored] = /^(\d+) ([^]*)$/.exec(stored) ?? [];
    try {
      // What parses has the shape it was stored in; the engine looks at it before it uses it.
      pending.push({ place: Number(place), record: JSON.parse(json) as PendingRecord });
    } catch {
      unreadable.push({ id, text: json });
    }
  }
  pending.sort((one, other) => one.place - other.place);
  return { pending: pending.map(({ record }) => record), unreadable };
}

function readFact(name: string, json: string, report: Report): FactChange[] {
  return readOr<[string, string]>(name, report, 'name of a fact').flatMap(([section, key]) =>
    readOr<unknown>(json, report, `fact ${name}`).map((value) => ({ section, key, value })),
  );
}

/** What the script for packets answers. */
export type PacketsReply = readonly [
  first: number,
  found: readonly (readonly [id: string, fields: readonly string[]])[],
];

export function readPackets(
  [first, found]: PacketsReply,
  session: string,
  after: number,
  report: Report,
): PacketPage {
  const packets = found.flatMap(([id, fields]) => readPacket(id, fields, session, report));
  return { packets, resync: after + 1 < first };
}

/** A packet is stored under `<seq>-<at>`. */
function readPacket(
  id: string,
  fields: readonly string[],
  session: string,
  report: Report,
): AnyPacket[] {
  const [seq, at] = id.split('-').map(Number);
  const { key = '', from = '', content = '' } = Object.fromEntries(pairs(fields));
  return readOr<unknown>(content, report, `packet ${id}`).map((value) => ({
    key,
    content: value,
    ...(from !== '' && { from }),
    session,
    seq: seq ?? 0,
    at: at ?? 0,
  }));
}

/** The stored value, or none and a report. Its shape is that of what was stored. */
export function readOr<T>(json: string, report: Report, what: string): T[] {
  try {
    return [JSON.parse(json) as T];
  } catch (cause) {
    report(what, cause);
    return [];
  }
}

const pairs = (flat: readonly string[]): [string, string][] =>
  Array.from({ length: flat.length / 2 }, (_, index) => [
    flat[2 * index] ?? '',
    flat[2 * index + 1] ?? '',
  ]);
