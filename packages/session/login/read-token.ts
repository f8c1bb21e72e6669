/**
 * Tokens that were stored (XEP-0484). Loaded where there is one.
 */
import { Secret } from '@xec/xec';
import * as v from 'valibot';

const loginToken = v.object({
  /** The mechanism that it is for, and no other. */
  mechanism: v.string(),
  token: v.pipe(
    v.string(),
    v.transform((token) => new Secret(token)),
  ),
  /** When it ends, in milliseconds since 1970. */
  expiry: v.number(),
  /** How often it was used. */
  count: v.number(),
  /** What the server could do together with the login that gave it. */
  inline: v.object({
    /** Bind a resource. */
    bind: v.boolean(),
    /** Enable stream management with the binding. */
    enable: v.boolean(),
    /** Go on with a lost stream. */
    resume: v.boolean(),
  }),
});

/** A token of an earlier login. Whoever has it can log in: it is as secret as the password. */
export type LoginToken = v.InferOutput<typeof loginToken>;

/** What a server can do together with a login. */
export type Inline = LoginToken['inline'];

/** A token that was stored; `undefined` for anything else. */
export function readToken(stored: unknown): LoginToken | undefined {
  const read = v.safeParse(loginToken, stored);
  return read.success ? read.output : undefined;
}
