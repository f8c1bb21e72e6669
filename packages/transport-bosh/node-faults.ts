import { faultCode, socketFault, TransportError } from '@xec/transport';

/** Why a request to `name` failed, by what Node says. */
export function requestFault(name: string, cause: unknown): TransportError {
  const code = faultCode(cause);
  if (code.startsWith('HPE_')) {
    const text = `${name} did not answer: it does not speak HTTP as expected (${code}).`;
    return new TransportError('protocol', text, { cause });
  }
  return socketFault(`${name} did not answer`, cause, 'closed');
}
