import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Doors } from './doors.js';

/** Nothing but our own files runs, and nobody may frame the page. */
export const pageHeaders = (doors: Doors): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      // Not every browser counts the socket of its own origin as 'self'.
      connectSrc: ["'self'", () => doors.socketOrigins.join(' ')],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ['lit-html'],
    },
    // Where there is TLS, whoever owns the name decides for how long there will be.
    strictTransportSecurity: false,
    referrerPolicy: 'no-referrer',
  });
