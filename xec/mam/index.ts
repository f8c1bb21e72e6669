import { feature } from '../core/index.js';
import { messageWithoutReceipts } from '../message/index.js';
import { bounds } from './bounds.js';
import { GetArchiveConfig } from './get-archive-config.action.js';
import { GetArchiveMetadata } from './get-archive-metadata.action.js';
import { GetArchive } from './get-archive.action.js';
import { MamEnd0 } from './mam-end.payload.js';
import { MamResult, MamResult0, MamResult1 } from './mam-result.payload.js';
import { packets } from './packets.js';
import { SetArchiveConfig } from './set-archive-config.action.js';

export {
  GetArchive,
  GetArchiveConfig,
  GetArchiveMetadata,
  MamEnd0,
  MamResult,
  MamResult0,
  MamResult1,
  SetArchiveConfig,
};
export { archivedMessage as archivedMessageSchema, preferencesSchema } from './schema.js';

/** Message archives (XEP-0313), and what the own one keeps (XEP-0441). */
export const mam = feature({
  name: 'mam',
  xeps: [
    { xep: '0313', version: '1.1.3', since: '0.1.0' },
    { xep: '0441', version: '0.2.0', since: '0.1.0' },
    { xep: '0059', version: '1.0', since: '0.1.0' },
  ],

  packets,
  bounds,
  actions: [GetArchive, GetArchiveMetadata, GetArchiveConfig, SetArchiveConfig],
  payloads: [MamResult, MamResult1, MamResult0, MamEnd0],
  requires: [messageWithoutReceipts],
});
