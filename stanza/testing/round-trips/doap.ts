import fc from 'fast-check';
import {
  doapDocument,
  doapStatuses,
  readDoap,
  type DoapProject,
  type SupportedXep,
} from '../../index.js';
import { shape, some, text } from './arbitraries.js';
import { roundTrip } from './round-trip.js';

const supported = shape<SupportedXep>(
  { xep: fc.constantFrom('0001', '0420'), status: fc.constantFrom(...doapStatuses) },
  { version: text, since: text, note: text },
);

export const doap = [
  roundTrip({
    builders: { doapDocument },
    readers: { readDoap },
    of: shape<DoapProject>(
      {
        ...{ name: text, shortdesc: text, programmingLanguage: text },
        rfcs: some(fc.constantFrom('6120', '7622')),
        xeps: some(supported),
      },
      {},
    ),
    build: doapDocument,
    read: readDoap,
  }),
];
