import type { Jid } from '@xec/stanza';
import type { Secret } from '@xec/xec';
import type { ManagementWish, PreviousStream } from './managed-login.js';
import type { MarkedOptions } from '../mark-options.js';
import type { LoginToken } from './token.js';
import type { Opening } from './open-stream.js';
import type { LegacyMechanismName, ScramKeys } from '../sasl/index.js';

/** Who logs in. */
export interface Account extends Opening {
  /** Absent: a login without an account. */
  readonly local: string | undefined;
  readonly password: Secret | undefined;
  /** The resource to ask for. */
  readonly resource: string;
  readonly allowPlain: boolean;
  /** Mechanisms with MD5 that may be used. */
  readonly allowLegacy: readonly LegacyMechanismName[] | undefined;
  /** Of OAuth 2.0. */
  readonly accessToken: Secret | undefined;
  /** Whether the connection shows a certificate of the account. */
  readonly hasCertificate: boolean;
  /** Mechanisms that may be used; absent: all. */
  readonly mechanisms: readonly string[] | undefined;
  /** What a component shares with its server (XEP-0114); absent: a client logs in. */
  readonly componentSecret: Secret | undefined;
  /** The strongest mechanism this account was ever served with: nothing weaker is used. */
  readonly pinned: string | undefined;
  /** Keys of an earlier login, which make the next one cheap. */
  readonly keys: ScramKeys | undefined;
  /** Whether SASL2 is used where it is offered (XEP-0388). */
  readonly sasl2: boolean;
  /** A short name of the software, which the resource begins with where Bind 2 binds it. */
  readonly tag: string;
  /** Whether a token is asked for, which makes the next logins cheap (XEP-0484). */
  readonly wantsToken: boolean;
  /** Whether the server is told to forget the token that is used. */
  readonly forgetsToken: boolean;
  /** The token of an earlier login. */
  readonly token: LoginToken | undefined;
  /** What is asked of stream management; absent: nothing. */
  readonly management: ManagementWish | undefined;
}

/** What a session knows of its earlier logins, and of this one. */
export interface Earlier {
  /** The resource to ask for. */
  readonly resource: string;
  readonly pinned: string | undefined;
  readonly password: Secret | undefined;
  readonly keys: ScramKeys | undefined;
  readonly token: LoginToken | undefined;
  /** The stream to go on with. */
  readonly previous: PreviousStream | undefined;
  /** Whether no other stream than that one will do. */
  readonly resumeOnly: boolean;
  /** Whether a server sent us here over TLS. */
  readonly mustBeSecure: boolean;
}

/** Who logs in, by a session's options and what it knows. */
export function accountOf(options: MarkedOptions, jid: Jid, earlier: Earlier): Account {
  const { previous, resumeOnly } = earlier;
  const isManaged = options.streamManagement ?? true;
  return {
    domain: jid.domain,
    from: options.anonymous === true ? undefined : jid.toBare().toString(),
    local: options.anonymous === true ? undefined : jid.local,
    startTls: options.startTls ?? true,
    allowInsecure: options.connect?.allowInsecure ?? false,
    componentSecret: options.component?.secret,
    allowPlain: options.allowPlain ?? false,
    allowLegacy: options.allowLegacy,
    accessToken: options.accessToken,
    hasCertificate: options.connect?.clientCertificate !== undefined,
    mechanisms: options.mechanisms,
    sasl2: options.sasl2 ?? true,
    tag: options.userAgent?.software ?? 'Xec',
    wantsToken: (options.tokens ?? true) === true,
    forgetsToken: options.tokens === 'forget',
    lang: options.lang ?? 'en',
    resource: earlier.resource,
    pinned: earlier.pinned,
    password: earlier.password,
    keys: earlier.keys,
    token: earlier.token,
    mustBeSecure: earlier.mustBeSecure,
    management: isManaged ? { previous, resumeOnly, maxSeconds: options.resumeSeconds } : undefined,
  };
}
