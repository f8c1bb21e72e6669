import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Doors } from './doors.js';

/**
 * Nothing but our own files runs, and nobody may frame the page.
 *
 * @param connect addresses of WebSockets that the page may connect to beside our own
 * @param uploads origins that files of the page go to and come from
 */
export const pageHeaders = (
  doors: Doors,
  connect: readonly string[],
  uploads: readonly string[] = [],
): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      // Not every browser counts the socket of its own origin as 'self'.
      connectSrc: [
        "'self'",
        () => doors.socketOrigins.join(' '),
        ...connect.map(socketOriginOf),
        ...uploads,
      ],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
      // The second one names the page's worker, and nothing else.
      trustedTypes: ['lit-html', 'xec-worker'],
    },
    // Where there is TLS, whoever owns the name decides for how long there will be.
    strictTransportSecurity: false,
    referrerPolicy: 'no-referrer',
  });

/** As policies name it: a path would have to be met by every request. */
function socketOriginOf(address: string): string {
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
}
