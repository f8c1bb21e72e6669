/**
 * What a setup says of a login that goes on, and of a stream with acknowledgements.
 */
import * as v from 'valibot';
import { maybe } from './maybe.js';

/** The message says nothing of what came: a password is a password where it is no text, too. */
const secret = v.string('expected a text');

const nonce = v.pipe(
  v.string(),
  v.regex(/^[\x21-\x2b\x2d-\x7e]+$/u, 'expected printable ASCII without comma'),
);

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1));

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
    /** Our nonce of SCRAM; absent: a random one. */
    nonce: maybe(nonce),
    allowPlain: maybe(v.boolean()),
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

export type LoginSetup = v.InferOutput<typeof loginSetup>;
export type SmSetup = v.InferOutput<typeof smSetup>;
