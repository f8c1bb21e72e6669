import fc from 'fast-check';
import {
  readUploadRequest,
  readUploadSlot,
  uploadRequest,
  uploadSlot,
  type UploadFile,
  type UploadHeader,
  type UploadPurpose,
  type UploadSlot,
} from '../../index.js';
import { count, date, shape, some, text } from './arbitraries.js';
import { inIq } from './places.js';
import { roundTrip } from './round-trip.js';

const purpose: fc.Arbitrary<UploadPurpose> = fc.oneof(
  fc.constantFrom('message', 'profile', 'permanent').map((type) => ({ type })),
  date.map((expireBefore): UploadPurpose => ({ type: 'ephemeral', expireBefore })),
);
/** As URLs are written once they have been parsed. */
const address = fc.constantFrom('https://a.example/', 'https://b.example/c?d=e&f=%3Cg%3E');
/** Of headers that may be there; line breaks are taken out of what they say. */
const header = shape<UploadHeader>(
  {
    name: fc.constantFrom('Authorization', 'cOOKie', 'Expires'),
    value: text.map((each) => each.replace(/[\r\n]/g, '')),
  },
  {},
);

export const upload = [
  roundTrip({
    builders: { uploadRequest },
    readers: { readUploadRequest },
    of: shape<UploadFile>({ filename: text, size: count() }, { contentType: text, purpose }),
    build: uploadRequest,
    read: readUploadRequest,
  }),
  roundTrip({
    builders: { uploadSlot },
    readers: { readUploadSlot },
    of: shape<UploadSlot>({ put: address, headers: some(header), get: address }, {}),
    build: (given) => inIq(uploadSlot(given)),
    read: (iq) => readUploadSlot(iq),
  }),
];
