/**
 * XEP-0202: Entity Time, version 2.0 (2009-09-11).
 * https://xmpp.org/extensions/xep-0202.html
 */
import { xml } from '@xec/stanza';
import type { Module } from './module.js';

const NS_TIME = 'urn:xmpp:time';

export const time = (): Module => ({
  name: 'time',
  serverFeatures: [NS_TIME],
  iqs: [
    {
      name: 'time',
      xmlns: NS_TIME,
      at: ['server'],
      type: 'get',
      answer: () =>
        xml(
          'time',
          { xmlns: NS_TIME },
          xml('tzo', {}, 'Z'),
          xml('utc', {}, new Date().toISOString()),
        ),
    },
  ],
});
