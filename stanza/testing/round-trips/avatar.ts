import fc from 'fast-check';
import {
  avatarDataElement,
  avatarMetadataElement,
  makeAvatar,
  readAvatarData,
  readAvatarMetadata,
  readVcardUpdate,
  vcardUpdateElement,
  type AvatarInfo,
  type AvatarMetadata,
} from '../../index.js';
import { bytes, count, shape, some, webUrl, words } from './arbitraries.js';
import { roundTrip } from './round-trip.js';

export const metadata: fc.Arbitrary<AvatarMetadata> = fc.record(
  {
    infos: some(
      shape<AvatarInfo>(
        { id: words, type: words, bytes: count() },
        { width: count(), height: count(), url: webUrl },
      ),
    ),
  },
  { noNullPrototype: true },
);

export const avatar = [
  roundTrip({
    builders: { avatarMetadataElement },
    readers: { readAvatarMetadata },
    of: metadata,
    build: (given) => avatarMetadataElement(given),
    read: (el) => readAvatarMetadata(el),
  }),
  roundTrip({
    builders: { avatarDataElement, makeAvatar },
    readers: { readAvatarData },
    of: bytes.map((picture) => makeAvatar(picture, { type: 'image/png' })),
    build: ({ data }) => avatarDataElement(data),
    read: (el, { info }) => readAvatarData(el, info.id),
    expected: ({ data }) => data,
  }),
  roundTrip({
    builders: { vcardUpdateElement },
    readers: { readVcardUpdate },
    of: fc.option(fc.constantFrom('', '01b87fcd030b72895ff8e88db57ec525450f000d'), {
      nil: undefined,
    }),
    build: (hash) => vcardUpdateElement(hash),
    read: (el) => readVcardUpdate(el),
  }),
];
