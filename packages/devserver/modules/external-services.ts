/**
 * XEP-0215: External Service Discovery, version 1.0.0 (2022-08-23).
 * https://xmpp.org/extensions/xep-0215.html
 *
 * It tells of a STUN and a TURN server on this machine, which do not run: what a client makes of it can
 * be seen.
 */
import {
  NS_EXTERNAL_SERVICES,
  externalCredentials,
  externalServices as servicesElement,
  formatDateTime,
  readExternalServiceType,
  readExternalServices,
  type ExternalService,
} from '@xec/stanza';
import { Refusal } from '../errors.js';
import type { Module } from './module.js';

const STUN: ExternalService = { host: '127.0.0.1', port: 3478, transport: 'udp', type: 'stun' };
const CREDENTIALS_MS = 60 * 60 * 1000;

const turn = (): ExternalService => {
  const until = new Date(Date.now() + CREDENTIALS_MS);
  return {
    ...STUN,
    type: 'turn',
    restricted: true,
    username: String(Math.floor(until.getTime() / 1000)),
    password: 'devserver',
    expires: formatDateTime(until),
  };
};

export const externalServices = (): Module => ({
  name: 'external-services',
  serverFeatures: [NS_EXTERNAL_SERVICES],
  iqs: [
    {
      name: 'services',
      xmlns: NS_EXTERNAL_SERVICES,
      at: ['server'],
      type: 'get',
      answer: ({ child }) => {
        const type = readExternalServiceType(child);
        const all = [STUN, turn()];
        return servicesElement(
          type,
          all.filter((each) => type === undefined || each.type === type),
        );
      },
    },
    {
      name: 'credentials',
      xmlns: NS_EXTERNAL_SERVICES,
      at: ['server'],
      type: 'get',
      answer: ({ child }) => {
        const [wanted] = readExternalServices(child);
        const ours = turn();
        if (wanted?.host !== ours.host || wanted.type !== ours.type) {
          throw new Refusal('item-not-found');
        }
        return externalCredentials([ours]);
      },
    },
  ],
});
