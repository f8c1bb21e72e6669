import type { Client } from '@xec/client';
import type { Journal, Log } from '@xec/xec';

/** Somebody whom a browser may be: one account, one session, shared by all tabs. */
export interface Person {
  /** What stands in addresses: `juliet`. Lower-case letters, digits, `-`. */
  readonly id: string;
  /** What people read: `Juliet`. */
  readonly name: string;
  /** The session's client. The gateway neither connects nor ends it. */
  readonly client: Client;
  /** Where the client stores its packets; tabs that come back read what they missed there. */
  readonly journal: Journal;
  /** The name of the client's session in the journal. */
  readonly session: string;
}

/** What a gateway is started with. */
export interface GatewayOptions {
  readonly people: readonly Person[];
  /** Patterns of the packet keys that browsers may subscribe to. All others are refused. */
  readonly keys: readonly string[];
  /** Names of the actions that browsers may request. All others are refused. */
  readonly actions: readonly string[];
  /** The folder with the built page; without it there is no page. */
  readonly page?: string;
  /** Default 0: a free one. */
  readonly port?: number;
  /** Default `127.0.0.1`. Only loopback: whoever reaches this gateway may be any of its people. */
  readonly host?: string;
  readonly limits?: Partial<GatewayLimits>;
  /** Default: none. */
  readonly log?: Log;
}

/** How much a browser may have of everything. */
export interface GatewayLimits {
  /** Packets that may wait for a slow tab; with more it starts afresh (`resync`). Default 1,000. */
  readonly queuedPackets: number;
  /** Bytes that may wait for a slow tab. Default 1 MiB. */
  readonly queuedBytes: number;
  /** Requests of a tab that wait for their outcome. Default 100. */
  readonly requests: number;
  /** Bytes of one message of a tab. Default 64 KiB. */
  readonly messageBytes: number;
  /** Tabs of one person. Default 50. */
  readonly tabs: number;
  /** How long a sign-in holds, in milliseconds. Default 12 hours. */
  readonly signInMs: number;
  /** How often a tab is asked whether it is there, in milliseconds. Default 30,000. */
  readonly pingMs: number;
}

export const defaultGatewayLimits: GatewayLimits = {
  queuedPackets: 1000,
  queuedBytes: 1_048_576,
  requests: 100,
  messageBytes: 65_536,
  tabs: 50,
  signInMs: 12 * 3_600_000,
  pingMs: 30_000,
};

const loopback = /^(?:127(?:\.\d{1,3}){3}|::1|localhost)$/;

/** @throws TypeError when the options do not fit: nothing was opened then */
export function checkOptions({ people, keys, actions, host }: GatewayOptions): void {
  if (host !== undefined && !loopback.test(host)) {
    throw new TypeError(`expected a loopback address, got "${host}": nobody is asked a password`);
  }
  const ids = new Set<string>();
  for (const { id, client } of people) {
    if (!/^[a-z0-9-]+$/.test(id)) throw new TypeError(`expected letters and digits, got "${id}"`);
    if (ids.has(id)) throw new TypeError(`two people are named "${id}"`);
    ids.add(id);
    for (const name of actions) {
      if (!client.registry.actions.has(name)) {
        throw new TypeError(`action "${name}" is allowed, and ${id} has no feature with it in use`);
      }
    }
  }
  if (keys.length === 0) throw new TypeError('expected at least one pattern of packet keys');
}
