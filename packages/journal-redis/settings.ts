import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { defaultPacketBounds, type PacketBounds } from '@xec/xec';
import type { RedisClientOptions } from 'redis';
import { leasePrefix } from './keys.js';

export interface RedisJournalOptions {
  /** Where Redis is, `redis://127.0.0.1:6379`, or `rediss://` for TLS. */
  readonly url?: string;
  /** More of the connection, as node-redis takes it. Reconnecting and time limits are the journal's. */
  readonly client?: RedisClientOptions;
  /** What all keys begin with. Default `xec`. Daemons that share sessions share it. */
  readonly prefix?: string;
  /** How many packets a session keeps for readers that come late. */
  readonly packets?: Partial<PacketBounds>;
  /**
   * How long an owner that says nothing keeps its sessions, in milliseconds. Default 30,000: longer than
   * a handler may keep the process busy.
   */
  readonly leaseMs?: number;
  /**
   * The name of this owner. Default: a new one each time. A daemon that comes back under the name it had
   * has its sessions again at once; no two that run may have the same one.
   */
  readonly owner?: string;
  /** How long Redis may take to answer, in milliseconds. Default 1,500. */
  readonly commandMs?: number;
  /** Hears of connections that are lost, of writes that Redis lost, and of what it cannot read. */
  readonly onFault?: (fault: unknown, where: string) => void;
}

/** The options, with their defaults. */
export interface Settings {
  readonly prefix: string;
  readonly packets: PacketBounds;
  readonly leaseMs: number;
  readonly owner: string;
  /** What the keys of leases begin with. */
  readonly leases: string;
  readonly onFault: (fault: unknown, where: string) => void;
}

export function settingsOf(options: RedisJournalOptions): Settings {
  const { prefix = 'xec', leaseMs = 30_000, onFault = () => {} } = options;
  const { owner = `${hostname()}-${process.pid}-${randomUUID()}` } = options;
  const packets = { ...defaultPacketBounds, ...options.packets };
  return { prefix, packets, leaseMs, owner, leases: leasePrefix(prefix), onFault };
}
