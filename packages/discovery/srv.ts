/**
 * SRV records: RFC 2782, RFC 6120 section 3.2.1, XEP-0368: SRV records for XMPP over TLS.
 * https://xmpp.org/extensions/xep-0368.html
 */
import type { Candidate } from './candidate.js';

/** As Node's `dns` gives it. */
export interface SrvRecord {
  readonly name: string;
  readonly port: number;
  readonly priority: number;
  readonly weight: number;
}

/** Who is asked for SRV records; `node:dns/promises` is one, and so are its `Resolver`s. */
export interface SrvResolver {
  /** Rejects with a `code` of `ENODATA` or `ENOTFOUND` where there are none. */
  resolveSrv(name: string): Promise<readonly SrvRecord[]>;
}

/** What the DNS says about one service of a domain. */
export type SrvAnswer =
  | { readonly kind: 'records'; readonly records: readonly SrvRecord[] }
  /** Nothing. */
  | { readonly kind: 'none' }
  /** "The service is decidedly not available at this domain" (RFC 2782). */
  | { readonly kind: 'unavailable' }
  /** Nobody could say. */
  | { readonly kind: 'failed'; readonly cause: unknown };

/** Records that are looked at of one answer. */
const MAX_RECORDS = 32;

/** Asks for the records of `_service._tcp.host`. Never rejects. */
export async function askSrv(
  resolver: SrvResolver,
  service: 'xmpp-client' | 'xmpps-client',
  host: string,
): Promise<SrvAnswer> {
  let records: readonly SrvRecord[];
  try {
    records = await resolver.resolveSrv(`_${service}._tcp.${host}`);
  } catch (cause) {
    return isNone(cause) ? { kind: 'none' } : { kind: 'failed', cause };
  }
  const [only] = records;
  if (records.length === 1 && (only?.name === '' || only?.name === '.')) {
    return { kind: 'unavailable' };
  }
  const usable = records.filter(isUsable).slice(0, MAX_RECORDS);
  return usable.length === 0 ? { kind: 'none' } : { kind: 'records', records: usable };
}

const isNone = (cause: unknown): boolean =>
  typeof cause === 'object' &&
  cause !== null &&
  'code' in cause &&
  (cause.code === 'ENODATA' || cause.code === 'ENOTFOUND');

/** Targets are host names: what would be another URL in one is left out. */
const isUsable = ({ name, port }: SrvRecord): boolean =>
  /^[a-z\d_](?:[a-z\d_.-]*[a-z\d_])?\.?$/iu.test(name) && port > 0 && port <= 65_535;

/**
 * The candidates of both answers as one set, in the order in which they are tried (XEP-0368 section 3).
 *
 * @param random from 0 up to, and without, 1
 */
export function srvCandidates(
  domain: string,
  { xmpps, xmpp }: { readonly xmpps: SrvAnswer; readonly xmpp: SrvAnswer },
  random: () => number,
): Candidate[] {
  const all = [...schemed('xmpps', xmpps), ...schemed('xmpp', xmpp)];
  return orderRecords(all, random).map(({ scheme, name, port }) => ({
    service: `${scheme}://${name.replace(/\.$/u, '')}:${String(port)}`,
    scheme,
    domain,
    from: 'srv',
  }));
}

const schemed = (scheme: 'xmpps' | 'xmpp', answer: SrvAnswer) =>
  answer.kind === 'records' ? answer.records.map((record) => ({ ...record, scheme })) : [];

/** Lower priorities first; records of one priority by their weights and by chance (RFC 2782). */
export function orderRecords<T extends SrvRecord>(
  records: readonly T[],
  random: () => number,
): T[] {
  const ordered: T[] = [];
  const priorities = new Set(records.map(({ priority }) => priority));
  for (const priority of [...priorities].sort((one, other) => one - other)) {
    const left = records.filter((record) => record.priority === priority);
    // "Arrange all SRV RRs (that have not been ordered yet) in any order, except that all those with
    // weight 0 are placed at the beginning of the list."
    left.sort((one, other) => Number(one.weight !== 0) - Number(other.weight !== 0));
    while (left.length > 0) ordered.push(...left.splice(drawn(left, random), 1));
  }
  return ordered;
}

/** The first record whose running sum of weights reaches a number drawn from 0 to their sum. */
function drawn(records: readonly SrvRecord[], random: () => number): number {
  const sum = records.reduce((total, { weight }) => total + weight, 0);
  const number = Math.floor(random() * (sum + 1));
  let running = 0;
  return records.findIndex(({ weight }) => (running += weight) >= number);
}
