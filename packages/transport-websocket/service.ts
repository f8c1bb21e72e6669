import { readWebService, type ConnectOptions, type WebService } from '@xec/transport';

/** A URL that passed the checks. */
export type Service = WebService;

const SCHEMES = { secure: 'wss', clear: 'ws' };

/** The last one that was read: most sessions of a process go to the same server. */
let last:
  { readonly text: string; readonly isChecked: boolean; readonly service: Service } | undefined;

/**
 * Reads the URL of a service.
 *
 * @throws TransportError `invalid-service` when it is none, or clear text to another machine
 */
export function readService(text: string, options: ConnectOptions): Service {
  const isChecked = options.allowInsecure !== true;
  if (last?.text !== text || last.isChecked !== isChecked) {
    last = { text, isChecked, service: readWebService(text, options, SCHEMES) };
  }
  return last.service;
}
