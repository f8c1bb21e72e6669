import type { Client } from '@xec/client';
import type { Journal, Log } from '@xec/xec';
import type { AccountSource } from './accounts/source.js';
import type { GatewayLimits } from './limits.js';

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
  /** Whom anybody may be who reaches the gateway: for demos, on this machine only. Default: nobody. */
  readonly people?: readonly Person[];
  /** Who may sign in with JID and password; `clientAccounts` makes it. Default: nobody. */
  readonly accounts?: AccountSource;
  /**
   * Patterns of packet keys: of those that features open to browsers, these only. Default: all of them.
   */
  readonly keys?: readonly string[];
  /** Names and patterns of actions: of those that features open to browsers, these only. */
  readonly actions?: readonly string[];
  /** The folder with the built page; without it there is no page. */
  readonly page?: string;
  /**
   * Origins that the page may connect to beside the gateway's: `wss://xmpp.capulet.example`, where the page
   * can hold a session itself. Default: none.
   */
  readonly connect?: readonly string[];
  /** Default 0: a free one. */
  readonly port?: number;
  /** Default `127.0.0.1`. Another address than one of this machine needs `tls`. */
  readonly host?: string;
  /** The gateway's own key and certificate, in PEM. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /**
   * The page's origin behind a proxy on this machine that speaks TLS: `https://chat.capulet.example`. The
   * proxy leaves `Host` as it is, and appends the browser's address to `X-Forwarded-For`.
   */
  readonly publicOrigin?: string;
  /** Default: there is no administrator, no inspector, and nobody reads the metrics. */
  readonly admin?: AdminOptions;
  readonly limits?: Partial<GatewayLimits>;
  /** Default: none. */
  readonly log?: Log;
}

/** Who may look into the gateway, and change it. */
export interface AdminOptions {
  /** What an administrator knows: 32 characters at least. Default: a random one, see `Gateway.adminToken`. */
  readonly token?: string;
  /**
   * Whoever reaches the gateway is an administrator: for demos, on this machine only, and not where accounts
   * sign in with passwords. Default: no.
   */
  readonly isOpen?: boolean;
}

const loopback = /^(?:127(?:\.\d{1,3}){3}|::1|localhost)$/;

/** @throws TypeError when the options do not fit: nothing was opened then */
export function checkOptions(options: GatewayOptions): void {
  const { people = [], keys, host, tls, publicOrigin, admin } = options;
  const isHere = host === undefined || loopback.test(host);
  if (!isHere && tls === undefined) {
    throw new TypeError(`expected a loopback address, or a key for TLS, got "${host}"`);
  }
  if (people.length > 0 && (!isHere || publicOrigin !== undefined)) {
    throw new TypeError('expected people on a loopback address only: nobody asks them a password');
  }
  if (people.length === 0 && options.accounts === undefined) {
    throw new TypeError('expected people or accounts: nobody could sign in');
  }
  if (publicOrigin !== undefined) checkOrigin(publicOrigin);
  for (const origin of options.connect ?? []) checkSocketOrigin(origin);
  if (admin?.token !== undefined && admin.token.length < 32) {
    throw new TypeError('expected an administrator’s token of 32 characters at least');
  }
  if (admin?.isOpen === true && (!isHere || publicOrigin !== undefined || options.accounts)) {
    throw new TypeError(
      'expected administrators without a token on a loopback address, for people only',
    );
  }
  const ids = new Set<string>();
  for (const { id } of people) {
    if (!/^[a-z0-9-]+$/.test(id)) throw new TypeError(`expected letters and digits, got "${id}"`);
    if (ids.has(id)) throw new TypeError(`two people are named "${id}"`);
    ids.add(id);
  }
  if (keys?.length === 0) throw new TypeError('expected at least one pattern of packet keys');
}

function checkOrigin(origin: string): void {
  const url = URL.canParse(origin) ? new URL(origin) : undefined;
  if (url?.protocol === 'https:' && url.origin === origin) return;
  throw new TypeError(`expected an origin as https://chat.capulet.example, got "${origin}"`);
}

/** What it becomes part of is a list, in a header: one origin, and nothing else. */
function checkSocketOrigin(origin: string): void {
  const url = URL.canParse(origin) ? new URL(origin) : undefined;
  const isSocket = url?.protocol === 'wss:' || url?.protocol === 'ws:';
  if (isSocket && `${url.protocol}//${url.host}` === origin) return;
  throw new TypeError(`expected an origin as wss://xmpp.capulet.example, got "${origin}"`);
}
