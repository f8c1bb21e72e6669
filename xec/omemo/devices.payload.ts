import {
  omemoDevicesNodes,
  readOmemoDevices,
  type OmemoDeviceList,
  type OmemoVersion,
} from '@xec/stanza';
import type { PayloadContext } from '../core/index.js';
import { pepEvent } from '../pubsub/index.js';
import { withOwn } from './own-device.js';
import { SetDevicesList } from './set-devices-list.action.js';

function comeBack({ content }: { content: OmemoDeviceList }, ctx: PayloadContext): void {
  if (ctx.from.bare !== ctx.self.bare) return;
  const whole = withOwn(ctx, content);
  if (whole !== undefined) ctx.request(new SetDevicesList(whole));
}

const devicesOf = (version: OmemoVersion) =>
  pepEvent({
    name: 'OMEMODevices',
    node: omemoDevicesNodes[version],
    read: (el) => {
      const list = readOmemoDevices(el);
      return list?.version === version ? list : undefined;
    },
    // A list is of the account whose service sends it, and of nobody else.
    isByService: true,
    onPublished: comeBack,
  });

/** Hears of the devices of contacts that speak OMEMO 2: `omemodevices`. */
export const OmemoDevicesPublished = devicesOf('2');
/** Hears of those that speak OMEMO 0.3: `omemodevices`. */
export const LegacyOmemoDevicesPublished = devicesOf('legacy');
