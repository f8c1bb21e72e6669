/**
 * What a Redis says of itself, and whether a journal may live there.
 */
import { JournalError } from '@xec/xec';

/** The lines of `INFO`. */
export type ServerInfo = ReadonlyMap<string, string>;

export function readInfo(text: string): ServerInfo {
  const lines = text.split(/\r?\n/).filter((line) => /^\w+:/.test(line));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(':')), after(line)]));
}

const after = (line: string): string => line.slice(line.indexOf(':') + 1);

/** @throws JournalError when what is stored there would not stay, or cannot be stored at once */
export function mustSuit(info: ServerInfo): void {
  const policy = info.get('maxmemory_policy') ?? '';
  if (policy.startsWith('allkeys-')) {
    throw new JournalError(
      'refused',
      `Redis has the maxmemory-policy "${policy}": it would delete requests that wait when memory is ` +
        'short. Set it to "noeviction" (redis.conf, or CONFIG SET maxmemory-policy noeviction)',
    );
  }
  if (info.get('cluster_enabled') === '1') {
    throw new JournalError(
      'refused',
      'Redis is a cluster, which cannot store units of several sessions as one: take a single Redis, ' +
        'with replicas where one is not enough',
    );
  }
  if (info.get('role') === 'slave') {
    throw new JournalError('unavailable', 'Redis is a replica and takes no writes');
  }
}

/** What is not wrong, and better otherwise; `undefined` where nothing is. */
export function warningOf(info: ServerInfo): string | undefined {
  const policy = info.get('maxmemory_policy') ?? '';
  if (!policy.startsWith('volatile-')) return undefined;
  return (
    `Redis has the maxmemory-policy "${policy}": when memory is short it deletes the leases of owners, ` +
    'so that others take their sessions; nothing is lost, but "noeviction" is better'
  );
}

/** {@link Journal.survives}, as far as this Redis says. */
export function survivalOf(info: ServerInfo, appendfsync: string | undefined): string {
  const own = 'the end of this process';
  if (info.get('aof_enabled') !== '1') {
    return `${own}; a crash of Redis loses what came after its last snapshot (it has no append-only file)`;
  }
  const machine = MACHINE[appendfsync ?? ''];
  return `${own} and a crash of Redis; a crash of its machine ${machine ?? UNKNOWN}`;
}

const MACHINE: Readonly<Record<string, string>> = {
  always: 'too (appendfsync always)',
  everysec: 'loses up to two seconds (appendfsync everysec)',
  no: 'loses what its system had not written, some 30 seconds (appendfsync no)',
};

const UNKNOWN = 'loses what its append-only file does not have by then';
