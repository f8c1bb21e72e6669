/** Those who are measured, and what each of them is asked to do. */

export const contenderNames = [
  'xec',
  'xec, sqlite',
  'xmpp.js',
  'stanza.js',
  'strophe.js',
  'ltx and a switch',
  'bare ws',
] as const;

export type ContenderName = (typeof contenderNames)[number];

/** Called with what an application reads of each stanza. */
export type Hear = (from: unknown, id: unknown, body: unknown) => void;

/** What a session is told. */
export interface SessionSetup {
  /** The server's address. */
  readonly service: string;
  readonly domain: string;
  /** Left out: nobody listens. */
  readonly hear?: Hear;
  /** A name that no other session of the process has. */
  readonly name: string;
  /** A folder of the contender's own. */
  readonly folder?: string;
}

/** A session that is logged in. */
export interface OpenSession {
  /** Asks the server something (XEP-0199), and resolves with the answer. */
  ask(): Promise<unknown>;
  close(): Promise<unknown>;
}

/** Whether a contender needs what `installPeers` brings. */
export const isPeer = (name: ContenderName): boolean => name.endsWith('.js');
