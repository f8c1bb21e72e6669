import fc from 'fast-check';
import {
  externalCredentials,
  externalServiceActions,
  externalServices as servicesElement,
  externalServicesOf,
  readExternalServices,
  readExternalServiceType,
  type ExternalService,
} from '../../index.js';
import { count, date, shape, some, text, words } from './arbitraries.js';
import { inIq, inside } from './places.js';
import { roundTrip } from './round-trip.js';

const services = some(
  shape<ExternalService>(
    { host: text, type: text },
    {
      ...{ port: count(65_535), transport: text, name: text, username: text, password: text },
      ...{ expires: date, restricted: fc.boolean() },
      action: fc.constantFrom(...externalServiceActions),
    },
  ),
);

export const externalServices = [
  roundTrip({
    builders: { externalServices: servicesElement },
    readers: { readExternalServices },
    of: services,
    build: (given) => inIq(servicesElement(undefined, given)),
    read: (iq) => readExternalServices(externalServicesOf(iq) ?? iq),
  }),
  roundTrip({
    builders: { externalCredentials },
    readers: { readExternalServices },
    of: services,
    build: (given) => inIq(externalCredentials(given)),
    read: (iq) => readExternalServices(externalServicesOf(iq) ?? iq),
  }),
  roundTrip({
    builders: { externalServices: servicesElement },
    readers: { readExternalServiceType },
    of: words,
    build: (type) => inIq(servicesElement(type)),
    read: (iq) => readExternalServiceType(inside(iq)),
  }),
];
