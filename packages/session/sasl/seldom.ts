import { Anonymous } from './anonymous.js';
import { CramMd5 } from './cram-md5.js';
import { DigestMd5 } from './digest-md5.js';
import { External } from './external.js';
import type { SaslCredentials, SaslMechanism } from './mechanism.js';
import { OAuthBearer, XOAuth2 } from './oauth.js';

const seldom = {
  ANONYMOUS: () => new Anonymous(),
  EXTERNAL: (credentials: SaslCredentials) => new External(credentials),
  OAUTHBEARER: (credentials: SaslCredentials) => new OAuthBearer(credentials),
  'X-OAUTH2': (credentials: SaslCredentials) => new XOAuth2(credentials),
  'DIGEST-MD5': (credentials: SaslCredentials) => new DigestMd5(credentials),
  'CRAM-MD5': (credentials: SaslCredentials) => new CramMd5(credentials),
} as const;

/** Mechanisms that most logins do without. */
export type SeldomName = keyof typeof seldom;

/** The mechanism of that name, for one login. */
export const createSeldom = (name: SeldomName, credentials: SaslCredentials): SaslMechanism =>
  seldom[name](credentials);
