import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Doors } from './doors.js';

/**
 * Nothing but our own files runs, and nobody may frame the page.
 *
 * @param connect origins that the page may connect to beside our own
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
      connectSrc: ["'self'", () => doors.socketOrigins.join(' '), ...connect, ...uploads],
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
