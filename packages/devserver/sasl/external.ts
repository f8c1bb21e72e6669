/**
 * EXTERNAL (RFC 4422 appendix A), the server's side: TLS knows who the client is (XEP-0178).
 */
import type { PeerCertificate } from 'node:tls';
import { fail, type SaslMechanism, type SaslStep } from './mechanism.js';

export class External implements SaslMechanism {
  constructor(
    /** The bare JIDs that the client may be. */
    private readonly jids: readonly string[],
  ) {}

  step(authzid: string): SaslStep {
    const [only] = this.jids;
    if (authzid === '' && this.jids.length !== 1) {
      return fail('invalid-authzid', 'the certificate has several addresses: name one');
    }
    const jid = authzid === '' ? only : this.jids.find((each) => each === authzid);
    if (jid === undefined) return fail('invalid-authzid', 'the certificate is for somebody else');
    return { kind: 'success', username: jid.slice(0, jid.indexOf('@')) };
  }
}

/** The addresses of a certificate: `xmppAddr` in its subjectAltName, else its common name. */
export function addressesIn({ subjectaltname = '', subject }: PeerCertificate): string[] {
  const found = subjectaltname.matchAll(/othername:XmppAddr:(?:"((?:[^"\\]|\\.)*)"|([^,]*))/g);
  const addresses = [...found].map(
    ([, quoted, plain = '']) =>
      quoted === undefined ? plain : (JSON.parse(`"${quoted}"`) as string), // as node:tls quotes it
  );
  if (addresses.length > 0) return addresses;
  const names = [subject.CN].flat();
  return names.flatMap((name) => (name?.includes('@') === true ? [name] : []));
}
