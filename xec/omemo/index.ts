import { omemoDevicesNodes } from '@xec/stanza';
import { feature } from '../core/index.js';
import { AnnounceBundle } from './announce-bundle.action.js';
import { CleanDevicesList } from './clean-devices-list.action.js';
import { DeleteBundle } from './delete-bundle.action.js';
import { LegacyOmemoDevicesPublished, OmemoDevicesPublished } from './devices.payload.js';
import { GetBundle } from './get-bundle.action.js';
import { GetDevicesList } from './get-devices-list.action.js';
import { facts } from './own-device.js';
import { packets } from './packets.js';
import { SetDevicesList } from './set-devices-list.action.js';

export {
  AnnounceBundle,
  CleanDevicesList,
  DeleteBundle,
  GetBundle,
  GetDevicesList,
  LegacyOmemoDevicesPublished,
  OmemoDevicesPublished,
  SetDevicesList,
};
export type { MessageAround, OpenedEnvelope } from './envelope.js';
export {
  openMessage,
  sealMessage,
  type Opened,
  type OmemoProvider,
  type OmemoReceived,
  type OmemoRecipient,
  type ToSeal,
} from './provider.js';
export { omemoBundleSchema, omemoDevicesSchema } from './schema.js';

/**
 * OMEMO (XEP-0384), its transport: lists of devices, their keys, and what stands in messages, for both
 * versions in use. The cryptography is an {@link OmemoProvider}.
 */
export const omemo = feature({
  name: 'omemo',
  xeps: [
    {
      xep: '0384',
      version: '0.9.1',
      since: '0.1.0',
      status: 'partial',
      note: "the transport, in versions 0.3 and 0.8; the cryptography is the application's",
    },
    {
      xep: '0420',
      version: '0.5.0',
      since: '0.1.0',
      status: 'partial',
      note: 'messages, for OMEMO 2',
    },
    { xep: '0163', version: '1.2.2', since: '0.1.0' },
  ],
  namespaces: Object.values(omemoDevicesNodes).map((node) => `${node}+notify`),
  packets,
  facts,
  actions: [
    SetDevicesList,
    GetDevicesList,
    CleanDevicesList,
    AnnounceBundle,
    GetBundle,
    DeleteBundle,
  ],
  payloads: [OmemoDevicesPublished, LegacyOmemoDevicesPublished],
});
