/**
 * XEP-0092: Software Version, version 1.1 (2007-02-15).
 * https://xmpp.org/extensions/xep-0092.html
 */
import { xml } from '@xec/stanza';
import type { Module } from './module.js';

const NS_VERSION = 'jabber:iq:version';

export const version = (): Module => ({
  name: 'version',
  serverFeatures: [NS_VERSION],
  iqs: [
    {
      name: 'query',
      xmlns: NS_VERSION,
      at: ['server'],
      type: 'get',
      answer: () =>
        xml(
          'query',
          { xmlns: NS_VERSION },
          xml('name', {}, 'Xec development server'),
          xml('version', {}, '0.1.0'),
        ),
    },
  ],
});
