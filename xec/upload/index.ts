import { feature } from '../core/index.js';
import { packets } from './packets.js';
import { RequestSlot } from './request-slot.action.js';

export { RequestSlot };
export { slotSchema } from './schema.js';

/** HTTP File Upload (XEP-0363): asks for places for files. @xec/client's `uploadFile` fills them. */
export const upload = feature({
  name: 'upload',
  xeps: [{ xep: '0363', version: '1.2.0', since: '0.1.0' }],
  packets,
  actions: [RequestSlot],
});
