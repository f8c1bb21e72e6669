/**
 * Tokens for logins (XEP-0484).
 */
import type { LoginToken } from './read-token.js';

export type { Inline, LoginToken } from './read-token.js';

/** A token as it is stored, sealed. */
export const storedToken = (token: LoginToken): object => ({
  ...token,
  token: token.token.reveal(),
});
