import { feature } from '../core/index.js';
import { GetVcard } from './get-vcard.action.js';
import { facts } from './own-photo.js';
import { packets } from './packets.js';
import { SetVcard } from './set-vcard.action.js';

export { GetVcard, SetVcard };
export type { OwnPhotoFact } from './own-photo.js';
export { vcardSchema } from './schema.js';

/**
 * vcard-temp (XEP-0054): reads and writes vCards. Nothing is announced: servers answer for their
 * accounts, clients are not asked.
 */
export const vcard = feature({
  name: 'vcard',
  xeps: [{ xep: '0054', version: '1.3.0', since: '0.1.0' }],
  packets,
  facts,
  actions: [GetVcard, SetVcard],
});
