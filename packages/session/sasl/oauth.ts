/**
 * OAUTHBEARER (RFC 7628) and X-OAUTH2: an access token of OAuth 2.0 in place of a password.
 *
 * Both show the token to the server, so they are for connections that nobody else reads.
 */
import { Secret } from '@xec/xec';
import {
  SaslProtocolError,
  type SaslCredentials,
  type SaslMechanism,
  type SaslPayload,
} from './mechanism.js';

/** Separates the parts of a message (RFC 7628 section 3.1). */
const SEPARATOR = '\x01';

/** Where the client is connected to; only tokens of other kinds than bearer tokens need it. */
export interface OAuthServer {
  readonly host: string;
  readonly port: number;
}

/** `n,[a=authzid],^Aauth=Bearer token^A^A`. */
export class OAuthBearer implements SaslMechanism {
  readonly name = 'OAUTHBEARER';
  readonly #credentials: SaslCredentials;
  readonly #server: OAuthServer | undefined;
  #problem: string | undefined = undefined;

  constructor(credentials: SaslCredentials, server?: OAuthServer) {
    this.#credentials = credentials;
    this.#server = server;
  }

  async initial(): Promise<SaslPayload> {
    const { authzid } = this.#credentials;
    const onBehalf = authzid === undefined ? '' : `a=${escapeName(authzid)}`;
    const token = bearerToken(this.name, this.#credentials);
    const pairs = [
      ...(this.#server === undefined ? [] : [`host=${this.#server.host}`]),
      ...(this.#server === undefined ? [] : [`port=${this.#server.port}`]),
      `auth=Bearer ${token}`,
    ];
    const text = [`n,${onBehalf},`, ...pairs, '', ''].join(SEPARATOR);
    return new Secret(new TextEncoder().encode(text));
  }

  /** A challenge says what is wrong with the token; its answer makes the server refuse (section 3.2.3). */
  async respond(challenge: Uint8Array): Promise<SaslPayload> {
    this.#problem = readStatus(challenge);
    return new Secret(new TextEncoder().encode(SEPARATOR));
  }

  finish(): void {
    if (this.#problem === undefined) return;
    const message = `The server said success after it refused the token: ${this.#problem}.`;
    throw new SaslProtocolError('server-error', message);
  }
}

/** The status of an error message, which is JSON; a word, since it is shown. */
function readStatus(challenge: Uint8Array): string {
  try {
    const { status } = JSON.parse(new TextDecoder().decode(challenge)) as { status?: unknown };
    if (typeof status === 'string' && /^[\w-]{1,60}$/u.test(status)) return status;
  } catch {
    // not JSON: no reason that one could show
  }
  return 'no known reason';
}

/** `NUL user NUL token`, as ejabberd has it: PLAIN with a token. */
export class XOAuth2 implements SaslMechanism {
  readonly name = 'X-OAUTH2';
  readonly #credentials: SaslCredentials;

  constructor(credentials: SaslCredentials) {
    this.#credentials = credentials;
  }

  async initial(): Promise<SaslPayload> {
    const { username } = this.#credentials;
    if (username === '' || username.includes('\0')) {
      const message = 'X-OAUTH2 needs a user name, and cannot carry the character NUL.';
      throw new SaslProtocolError('credentials', message);
    }
    const parts = ['', username, bearerToken(this.name, this.#credentials)];
    return new Secret(new TextEncoder().encode(parts.join('\0')));
  }

  async respond(): Promise<SaslPayload> {
    throw new SaslProtocolError('malformed', 'X-OAUTH2 has no challenges; the server sent one.');
  }

  finish(): void {
    // Neither mechanism proves anything about the server: TLS has to.
  }
}

/** RFC 6750 section 2.1: `b64token`. */
function bearerToken(mechanism: string, { accessToken: marked }: SaslCredentials): string {
  const accessToken = marked?.reveal();
  if (accessToken === undefined || !/^[A-Za-z0-9._~+/-]+=*$/u.test(accessToken)) {
    const message = `${mechanism} needs an access token of OAuth 2.0 (RFC 6750 section 2.1).`;
    throw new SaslProtocolError('credentials', message);
  }
  return accessToken;
}

const escapeName = (name: string): string => name.replaceAll('=', '=3D').replaceAll(',', '=2C');
