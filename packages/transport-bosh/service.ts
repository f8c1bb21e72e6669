import { readWebService, type ConnectOptions, type WebService } from '@xec/transport';

/** A URL that passed the checks. */
export type Service = WebService;

const SCHEMES = { secure: 'https', clear: 'http' };

/**
 * Reads the URL of a service.
 *
 * @throws TransportError `invalid-service` when it is none, or clear text to another machine
 */
export const readService = (service: string, options: ConnectOptions): Service =>
  readWebService(service, options, SCHEMES);
