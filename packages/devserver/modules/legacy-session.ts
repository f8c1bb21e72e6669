/**
 * The session of RFC 3921 section 3: clients of old still ask for it, and it does nothing. Also the
 * answer to a bind that comes too late.
 */
import { NS_BIND, NS_SESSION } from '../namespaces.js';
import { Refusal } from '../errors.js';
import type { Module } from './module.js';

export const legacySession = (): Module => ({
  name: 'legacy-session',
  iqs: [
    {
      name: 'session',
      xmlns: NS_SESSION,
      at: ['server', 'self'],
      type: 'set',
      answer: () => undefined,
    },
    {
      // A stream has one resource here; a second one is refused.
      name: 'bind',
      xmlns: NS_BIND,
      at: ['server', 'self'],
      answer: () => {
        throw new Refusal('not-allowed');
      },
    },
  ],
});
