export const NS_JINGLE = 'urn:xmpp:jingle:1';
/** Conditions of errors that go with those of stanzas (XEP-0166 section 10). */
export const NS_JINGLE_ERRORS = 'urn:xmpp:jingle:errors:1';
