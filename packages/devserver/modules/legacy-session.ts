/**
 * The session of RFC 3921 section 3: clients of old still ask for it, and it does nothing
 * (RFC 6121 appendix E, RFC 3921 bis).
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
      // A second resource for one stream: "MUST return not-allowed" (RFC 6120 section 7.6.2).
      name: 'bind',
      xmlns: NS_BIND,
      at: ['server', 'self'],
      answer: () => {
        throw new Refusal('not-allowed');
      },
    },
  ],
});
