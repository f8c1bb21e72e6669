/**
 * What a development server can be started with.
 */
import type { ModuleFactory } from './modules/module.js';
import type { SeedContact } from './roster.js';

export interface DevServerOptions {
  /** Default 0: a free one. */
  readonly port?: number;
  /** Default `127.0.0.1`. Any other than loopback needs `allowRemote`. */
  readonly host?: string;
  /** Listens on an address that others can reach. The stream is not encrypted. */
  readonly allowRemote?: boolean;
  /** The XMPP domain; default `localhost`. */
  readonly domain?: string;
  /** Passwords by name. */
  readonly accounts?: Readonly<Record<string, string>>;
  /** Contacts that accounts start with, by name: names or JIDs (subscription `both`), or more. */
  readonly roster?: Readonly<Record<string, readonly (string | SeedContact)[]>>;
  /** The SASL mechanisms offered; default: SCRAM with SHA-512, SHA-256 and SHA-1, and PLAIN. */
  readonly mechanisms?: readonly string[];
  /** Offers ANONYMOUS too: an account that is gone with its stream. */
  readonly anonymous?: boolean;
  /** SCRAM's iteration count; default 4096. */
  readonly iterations?: number;
  /** Binds this resource, whatever was asked for. See also `faults.imposeResource`. */
  readonly imposeResource?: string | ((asked: string | undefined) => string);
  /** Protocols of your own, after the server's. */
  readonly modules?: readonly ModuleFactory[];
  /** Keeps the last 10,000 frames in `log`. Passwords are in it. */
  readonly record?: boolean;
  /** Gets errors of the server itself, or of a module; default `console.error`. */
  readonly onFault?: (error: unknown) => void;
  /** Gets the line that says where the server listens; default `console.log`. */
  readonly say?: (line: string) => void;
}

const loopback = /^(?:127(?:\.\d{1,3}){3}|::1|localhost)$/;

/** The address to listen on. @throws Error for one that others reach, unless they may. */
export function checkedHost({ host = '127.0.0.1', allowRemote = false }: DevServerOptions): string {
  if (allowRemote || loopback.test(host)) return host;
  throw new Error(
    `a development server listens on loopback only, not on "${host}": it has no encryption; ` +
      'set allowRemote to do it all the same',
  );
}
