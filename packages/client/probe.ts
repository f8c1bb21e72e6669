import * as session from '@xec/session';
import type { Probed, VisitOptions } from '@xec/session';
import { defaultConnector } from './default-connector.js';

/**
 * Looks at a server before any login: connects, reads what is offered, and goes away.
 *
 * @throws TransportError when there is no connection
 * @throws StreamError when the server ended the stream, is another domain's, or said nothing that is XMPP
 */
export const probe = (options: Optional<VisitOptions, 'connector'>): Promise<Probed> =>
  session.probe({ connector: defaultConnector, ...options });

type Optional<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;
