/**
 * What a setup says of a login that goes on, and of a stream with acknowledgements.
 */
import { decodeBase64, readDateTime } from '@xec/stanza';
import * as v from 'valibot';
import { list, maybe } from './maybe.js';

/** The message says nothing of what came: a password is a password where it is no text, too. */
const secret = v.string('expected a text');

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1));

const nonce = v.pipe(
  v.string(),
  v.regex(/^[\x21-\x2b\x2d-\x7e]+$/u, 'expected printable ASCII without comma'),
);

/** Nor does this one: what a connection is bound by is as secret as what is said on it. */
const bytes = v.pipe(
  secret,
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const decoded = decodeBase64(dataset.value);
    if (decoded !== undefined && decoded.length > 0) return decoded;
    addIssue({ message: 'expected base64' });
    return NEVER;
  }),
);

const dateTime = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const date = readDateTime(dataset.value);
    if (date !== undefined) return date.getTime();
    addIssue({ message: 'expected a date and time as 2027-01-01T00:00:00Z' });
    return NEVER;
  }),
);

/** What an earlier login left to log in with (XEP-0484). */
export const tokenSetup = v.object(
  {
    token: secret,
    mechanism: v.nullish(v.string(), 'HT-SHA-256-NONE'),
    /** When it ends; absent: in an hour. */
    expiry: maybe(dateTime),
    /** How often it was used. */
    count: v.nullish(count, 0),
    /** What the server could do together with the login that gave it; absent: all of it. */
    inline: maybe(v.array(v.picklist(['bind', 'enable', 'resume']))),
  },
  'expected an object: a token, and what is known of it',
);

/** By what the connection is known at both of its ends, in base64. */
export const bindingSetup = v.object(
  {
    'tls-exporter': maybe(bytes),
    'tls-unique': maybe(bytes),
    'tls-server-end-point': maybe(bytes),
  },
  'expected an object: types of channel bindings, with their data in base64',
);

/** Our side of a login. What the server says is in `prior`. */
export const loginSetup = v.object(
  {
    password: maybe(secret),
    /** An access token of OAuth 2.0. */
    accessToken: maybe(secret),
    /** The localpart, where it is not that of `jid`. */
    username: maybe(v.string()),
    /** The only mechanism that may be used; absent: any. */
    mechanism: maybe(v.string()),
    /** Our nonce of SCRAM, or `cnonce` of DIGEST-MD5; absent: a random one. */
    nonce: maybe(nonce),
    allowPlain: maybe(v.boolean()),
    /** Mechanisms with MD5 that may be used. */
    allowLegacy: list(v.picklist(['DIGEST-MD5', 'CRAM-MD5'])),
    /** What an earlier login left to log in with. */
    token: maybe(tokenSetup),
    /** What the login can be bound to; absent: nothing. */
    channelBinding: maybe(bindingSetup),
    /** What the account is pinned to by an earlier login. */
    pin: maybe(v.string()),
    /** Whether the connection is TLS; else it is in clear text, to another machine. */
    secure: v.nullish(v.boolean(), true),
    /** The server opened the stream and offers these mechanisms; absent: `prior` begins before that. */
    features: maybe(v.array(v.string())),
    /** The id of our request to bind a resource. */
    bindId: v.nullish(v.pipe(v.string(), v.nonEmpty()), 'bind'),
  },
  'expected an object: what our side of a login has',
);

/** A stream with acknowledgements (XEP-0198). */
export const smSetup = v.object(
  {
    id: v.nullish(v.pipe(v.string('expected a text'), v.nonEmpty()), 'sm1'),
    /** How many stanzas we sent on it; or the stanzas that are not acknowledged. */
    sent: v.nullish(v.union([count, v.array(v.string())]), 0),
    /** How many the server has acknowledged. */
    acked: v.nullish(count, 0),
    /** How many of the server's stanzas we handled. */
    handled: v.nullish(count, 0),
    /** It was lost, and we asked to go on with it. */
    resuming: v.nullish(v.boolean(), false),
    /** It is new, and we asked for acknowledgements. */
    enabling: v.nullish(v.boolean(), false),
  },
  'expected an object: what is known of a managed stream',
);

export type TokenSetup = v.InferOutput<typeof tokenSetup>;
export type BindingSetup = v.InferOutput<typeof bindingSetup>;
export type LoginSetup = v.InferOutput<typeof loginSetup>;
export type SmSetup = v.InferOutput<typeof smSetup>;
