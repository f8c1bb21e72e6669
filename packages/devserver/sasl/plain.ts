/**
 * PLAIN (RFC 4616) and ANONYMOUS (RFC 4505), the server's side.
 */
import {
  fail,
  mayActAs,
  type SaslFailure,
  type SaslMechanism,
  type SaslStep,
} from './mechanism.js';

export class Plain implements SaslMechanism {
  constructor(
    private readonly domain: string,
    /** `undefined` where the password is the user's. */
    private readonly check: (username: string, password: string) => SaslFailure | undefined,
  ) {}

  step(message: string): SaslStep {
    if (message === '') return { kind: 'challenge', data: '' };
    const parts = message.split('\0');
    const [authzid = '', username = '', password = ''] = parts;
    if (parts.length !== 3 || username === '' || password === '') return fail('malformed-request');
    if (!mayActAs(authzid, username, this.domain)) return fail('invalid-authzid');
    return this.check(username, password) ?? { kind: 'success', username };
  }
}

export class Anonymous implements SaslMechanism {
  constructor(private readonly create: () => string) {}

  step(): SaslStep {
    return { kind: 'success', username: this.create() };
  }
}
