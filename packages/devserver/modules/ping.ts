/**
 * XEP-0199: XMPP Ping, version 2.0.1 (2019-03-26).
 * https://xmpp.org/extensions/xep-0199.html
 */
import type { Module } from './module.js';

const NS_PING = 'urn:xmpp:ping';

export const ping = (): Module => ({
  name: 'ping',
  serverFeatures: [NS_PING],
  accountFeatures: [NS_PING],
  iqs: [
    {
      name: 'ping',
      xmlns: NS_PING,
      at: ['server', 'self'],
      type: 'get',
      answer: () => undefined,
      answerComponent: () => undefined,
    },
  ],
});
