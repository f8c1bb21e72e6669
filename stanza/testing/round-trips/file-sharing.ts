import fc from 'fast-check';
import {
  fileMetadataElement,
  fileSharingElement,
  hashElement,
  readFileMetadata,
  readHashes,
  readSharedFiles,
  type FileMetadata,
  type Hash,
  type SharedFile,
  type Thumbnail,
} from '../../index.js';
import { base64, count, date, shape, some, text, webUrl, words } from './arbitraries.js';
import { inMessage } from './places.js';
import { roundTrip } from './round-trip.js';

const hash = shape<Hash>({ algo: words, value: base64 }, {});
const thumbnail = shape<Thumbnail>({ uri: words }, { type: text, width: count(), height: count() });

export const file = shape<FileMetadata>(
  { hashes: some(hash), thumbnails: some(thumbnail) },
  {
    ...{ mediaType: text, name: text, size: count(), date, desc: text },
    ...{ width: count(), height: count(), lengthMs: count() },
  },
);

export const sharedFile = shape<SharedFile>(
  { file, urls: some(webUrl) },
  { disposition: fc.constantFrom('inline', 'attachment'), id: words },
);

export const fileSharing = [
  roundTrip({
    builders: { hashElement },
    readers: { readHashes },
    of: some(hash),
    build: (given) => inMessage(...given.map(hashElement)),
    read: readHashes,
  }),
  roundTrip({
    builders: { fileMetadataElement },
    readers: { readFileMetadata },
    of: file,
    build: fileMetadataElement,
    read: readFileMetadata,
  }),
  roundTrip({
    builders: { fileSharingElement },
    readers: { readSharedFiles },
    of: some(sharedFile),
    build: (given) => inMessage(...given.map(fileSharingElement)),
    read: readSharedFiles,
  }),
];
