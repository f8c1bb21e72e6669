/** Measurements, to be called from scripts and tests. */
export { measureSessions, type SessionsFigures } from './sessions.js';
