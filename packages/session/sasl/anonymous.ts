/**
 * ANONYMOUS (RFC 4505), as XMPP uses it (XEP-0175): the server makes an account for the stream.
 */
import { Secret } from '@xec/xec';
import type { SaslMechanism, SaslPayload } from './mechanism.js';

/** Sends no trace information: XEP-0175 section 4 advises against telling the server more. */
export class Anonymous implements SaslMechanism {
  readonly name = 'ANONYMOUS';

  async initial(): Promise<undefined> {
    return undefined;
  }

  /** A server that wants the (empty) trace asks for it by an empty challenge. */
  async respond(): Promise<SaslPayload> {
    return new Secret(new Uint8Array(0));
  }

  finish(): void {
    // There is nobody to prove anything to.
  }
}
