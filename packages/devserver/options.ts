/**
 * What a development server can be started with.
 */
import type { AuditOptions } from './audit.js';
import type { ModuleFactory } from './modules/module.js';
import type { SeedContact } from './roster.js';
import type { CertificateOptions } from './tls.js';
import type { TokenOptions } from './tokens.js';

/** How the server offers SASL2 (XEP-0388). */
export interface Sasl2Options {
  /** Offers Bind 2 (XEP-0386); default: yes. */
  readonly bind2?: boolean;
  /** Tokens (XEP-0484); default: they are offered. */
  readonly fast?: false | TokenOptions;
  /** Tasks for a stronger hash of the password (XEP-0480), as `UPGR-SCRAM-SHA-256`; default: none. */
  readonly upgrades?: readonly string[];
}

/** How the server manages streams (XEP-0198). */
export interface StreamManagementOptions {
  /** For how long a lost stream can be resumed; default 300,000. A client may ask for less. */
  readonly resumeMs?: number;
  /** Where to resume, in `<enabled/>`; default: not said. */
  readonly location?: string;
  /** Asks for an acknowledgement after so many stanzas, and after each burst; default 5. */
  readonly requestAckAfter?: number;
  /** Ends a session that has more unacknowledged stanzas; default 10,000. */
  readonly maxUnacknowledged?: number;
}

/**
 * How people make accounts of their own (XEP-0077).
 *
 * - `open`: with two fields
 * - `form`: with a form
 * - `captcha`: with a form that asks what a picture shows; the answer is `7nHL3`
 * - `throttled`: the first one; later ones come too soon
 * - `invite`: with a token of `tokens`, each for one account
 * - `closed`: not at all, though there is a form, as in ejabberd
 */
export type RegistrationMode = 'open' | 'form' | 'captcha' | 'throttled' | 'invite' | 'closed';

export interface RegistrationOptions {
  readonly mode: RegistrationMode;
  /** Tokens of invitations (XEP-0445), for `invite`. */
  readonly tokens?: readonly string[];
  /** A shorter password is refused as too weak; default 1. */
  readonly minPassword?: number;
}

export interface DevServerOptions extends AuditOptions {
  /** Default 0: a free one. */
  readonly port?: number;
  /** Default `127.0.0.1`. Any other than loopback needs `allowRemote`. */
  readonly host?: string;
  /** Serves streams over TCP, too (RFC 6120), on this port; `true`: on a free one. */
  readonly tcp?: number | true;
  /**
   * A certificate: STARTTLS is offered over TCP, and there are end points for TLS from the first byte
   * (XEP-0368) and for WebSockets over TLS, on free ports.
   */
  readonly tls?: CertificateOptions;
  /**
   * The secrets of components (XEP-0114) by their domains: `{ 'gateway.localhost': 'secret' }`. They
   * connect over TCP, in clear text, on a free port.
   */
  readonly components?: Readonly<Record<string, string>>;
  /** Lets nobody log in over TCP before STARTTLS. */
  readonly requireTls?: boolean;
  /** Listens on an address that others can reach. The stream is not encrypted. */
  readonly allowRemote?: boolean;
  /** The XMPP domain; default `localhost`. */
  readonly domain?: string;
  /** Passwords by name. */
  readonly accounts?: Readonly<Record<string, string>>;
  /** Contacts that accounts start with, by name: names or JIDs (subscription `both`), or more. */
  readonly roster?: Readonly<Record<string, readonly (string | SeedContact)[]>>;
  /**
   * The SASL mechanisms offered; default: SCRAM with SHA-512, SHA-256 and SHA-1, and PLAIN; with
   * channel binding and EXTERNAL too where the connection has them, OAUTHBEARER and X-OAUTH2 with
   * `tokens`. There are also DIGEST-MD5 and CRAM-MD5.
   */
  readonly mechanisms?: readonly string[];
  /** Access tokens of OAuth 2.0, and whose they are, by name. */
  readonly tokens?: Readonly<Record<string, string>>;
  /** Whom EXTERNAL takes every client for, by name; default: who its certificate says. */
  readonly external?: string;
  /** The types of channel bindings announced (XEP-0440); default: those of the connection, beside a -PLUS. */
  readonly channelBindings?: readonly string[] | false;
  /** Lets SCRAM prove what was offered (XEP-0474); default: no. */
  readonly downgradeProtection?: boolean;
  /** Offers SASL2, with Bind 2 and tokens; default: no. */
  readonly sasl2?: boolean | Sasl2Options;
  /** Offers ANONYMOUS too: an account that is gone with its stream. */
  readonly anonymous?: boolean;
  /** SCRAM's iteration count; default 4096. */
  readonly iterations?: number;
  /** Binds this resource, whatever was asked for. See also `faults.imposeResource`. */
  readonly imposeResource?: string | ((asked: string | undefined) => string);
  /** Stream management; default: on. */
  readonly streamManagement?: false | StreamManagementOptions;
  /** Lets people make accounts, change their password and give them up; default: it does not. */
  readonly registration?: RegistrationMode | RegistrationOptions;
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
