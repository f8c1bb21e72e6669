/**
 * XEP-0245: The /me Command, version 1.0 (2009-01-21).
 * https://xmpp.org/extensions/xep-0245.html
 */

/** What somebody does, of a body that starts with `/me `: shown behind their name (section 3). */
export const readMeAction = (body: string): string | undefined =>
  body.startsWith('/me ') ? body.slice(4) : undefined;
