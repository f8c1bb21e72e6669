import {
  MAX_OMEMO_ID,
  omemoVersions,
  type OmemoBundle,
  type OmemoDevice,
  type OmemoDeviceList,
} from '@xec/stanza';
import * as v from 'valibot';
import { errorContent, jid, type ActionError } from '../core/index.js';

const list = <S extends v.GenericSchema>(of: S) => v.pipe(v.array(of), v.readonly());
const base64 = v.pipe(v.string(), v.nonEmpty(), v.base64());

/** Which OMEMO: `legacy` of XEP-0384 0.3, or `2`. */
export const version = v.picklist(omemoVersions);

/** The id of a device. */
export const device = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_OMEMO_ID));
const keyId = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_OMEMO_ID));

/** A device in a list. */
export const deviceSchema = v.object({
  id: device,
  label: v.exactOptional(v.object({ text: v.string(), signature: base64 })),
});

const devices = list(deviceSchema) satisfies v.GenericSchema<readonly OmemoDevice[]>;

/** The devices of an account, as `readOmemoDevices` reads them. */
export const omemoDevicesSchema = v.object({
  version,
  devices,
}) satisfies v.GenericSchema<OmemoDeviceList>;

const publicKey = { id: keyId, key: base64 };

/** The public keys of a device, as `readOmemoBundle` reads them. */
export const omemoBundleSchema = v.object({
  version,
  identityKey: base64,
  signedPreKey: v.object({ ...publicKey, signature: base64 }),
  preKeys: v.pipe(v.array(v.object(publicKey)), v.minLength(1), v.readonly()),
}) satisfies v.GenericSchema<OmemoBundle>;

/** Whose devices, of which version. */
export const account = { from: jid, version };

/** A device of an account. */
export const oneDevice = { ...account, device };

/** A refusal, and what it was about. */
export const refusedList = v.object({ ...account, ...errorContent.entries });
export const refusedBundle = v.object({ ...oneDevice, ...errorContent.entries });

/** What a packet says of a refusal. */
export const refusal = (error: ActionError) => v.parse(errorContent, error);
