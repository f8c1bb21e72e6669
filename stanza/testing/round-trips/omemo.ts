import fc from 'fast-check';
import {
  MAX_OMEMO_ID,
  omemoBundleElement,
  omemoDevicesElement,
  omemoEncryptedElement,
  omemoVersions,
  readOmemoBundle,
  readOmemoDevices,
  readOmemoEncrypted,
  type OmemoBundle,
  type OmemoDevice,
  type OmemoDeviceList,
  type OmemoEncrypted,
  type OmemoKey,
  type OmemoPublicKey,
} from '../../index.js';
import { base64, bareJid, shape, some, text, yes } from './arbitraries.js';
import { inMessage } from './places.js';
import { roundTrip } from './round-trip.js';

const version = fc.constantFrom(...omemoVersions);
const id = fc.integer({ min: 1, max: MAX_OMEMO_ID });
const keyId = fc.nat(MAX_OMEMO_ID);

const devices = fc.uniqueArray(
  shape<OmemoDevice>(
    { id },
    { label: shape<NonNullable<OmemoDevice['label']>>({ text, signature: base64 }, {}) },
  ),
  { maxLength: 3, selector: (device) => device.id },
);
const publicKey = shape<OmemoPublicKey>({ id: keyId, key: base64 }, {});

/** OMEMO 0.3 has keys without an address and an iv; OMEMO 2 has the keys of one account together. */
const legacy = shape<OmemoEncrypted>(
  {
    ...{ version: fc.constant('legacy'), device: id },
    keys: some(shape<Omit<OmemoKey, 'jid'>>({ device: id, data: base64 }, { isKeyExchange: yes })),
  },
  { iv: base64, payload: base64 },
).map((given) => ({ iv: 'AAAA', ...given }));
const newer = shape<Omit<OmemoEncrypted, 'iv'>>(
  {
    ...{ version: fc.constant('2'), device: id },
    keys: some(
      shape<OmemoKey & { readonly jid: string }>(
        { device: id, data: base64, jid: bareJid },
        { isKeyExchange: yes },
      ),
    ).map((keys) => keys.sort((one, other) => (one.jid < other.jid ? -1 : +(one.jid > other.jid)))),
  },
  { payload: base64 },
);

/** One of each version: a message may be encrypted for both. */
export const encrypted = fc.tuple(legacy, newer);

export const omemo = [
  roundTrip({
    builders: { omemoDevicesElement },
    readers: { readOmemoDevices },
    of: shape<OmemoDeviceList>({ version, devices }, {}),
    build: omemoDevicesElement,
    read: readOmemoDevices,
    // Labels came with OMEMO 2.
    expected: ({ version: of, devices: all }) => ({
      version: of,
      devices: of === '2' ? all : all.map((device) => ({ id: device.id })),
    }),
  }),
  roundTrip({
    builders: { omemoBundleElement },
    readers: { readOmemoBundle },
    of: shape<OmemoBundle>(
      {
        ...{ version, identityKey: base64 },
        signedPreKey: shape<OmemoBundle['signedPreKey']>(
          { id: keyId, key: base64, signature: base64 },
          {},
        ),
        preKeys: some(publicKey, 1),
      },
      {},
    ),
    build: omemoBundleElement,
    read: readOmemoBundle,
  }),
  roundTrip({
    builders: { omemoEncryptedElement },
    readers: { readOmemoEncrypted },
    of: encrypted,
    build: (given) => inMessage(...given.map(omemoEncryptedElement)),
    read: readOmemoEncrypted,
  }),
];
