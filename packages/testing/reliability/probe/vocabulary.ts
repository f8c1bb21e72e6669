/** What the tests of this folder say. */
export const NS_PROBE = 'urn:xec:probe';
