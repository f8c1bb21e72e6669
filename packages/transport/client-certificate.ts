import type { ClientCertificate } from './transport.js';

/** What Node's TLS is told of a certificate to show: the one place where its key is revealed. */
export function tlsCertificate(shown: ClientCertificate | undefined): {
  readonly cert?: string;
  readonly key?: string;
} {
  if (shown === undefined) return {};
  const { certificate, key } = shown;
  return { cert: certificate, key: typeof key === 'string' ? key : key.reveal() };
}
