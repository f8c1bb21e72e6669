/**
 * XEP-0384: OMEMO Encryption, version 0.9.1, and version 0.3.0, which most clients speak. Only what is
 * carried: keys and ciphertexts are base64 here, and nothing is encrypted or verified.
 * https://xmpp.org/extensions/xep-0384.html, https://xmpp.org/extensions/attic/xep-0384-0.3.0.html
 */
import type { Element } from '../core/index.js';

/** OMEMO 2, of XEP-0384 0.8 and later. */
export const NS_OMEMO = 'urn:xmpp:omemo:2';
/** OMEMO of XEP-0384 0.3, which most clients speak. */
export const NS_OMEMO_LEGACY = 'eu.siacs.conversations.axolotl';

/** Which OMEMO: `legacy` of XEP-0384 0.3, or `2`. They share neither nodes nor keys. */
export const omemoVersions = ['legacy', '2'] as const;
export type OmemoVersion = (typeof omemoVersions)[number];

/** The namespace of a version; also what a message says of its encryption (XEP-0380). */
export const omemoNamespaces = {
  legacy: NS_OMEMO_LEGACY,
  '2': NS_OMEMO,
} as const satisfies Record<OmemoVersion, string>;

/** The node with the list of an account's devices (section 5.3.1). */
export const omemoDevicesNodes = {
  legacy: `${NS_OMEMO_LEGACY}.devicelist`,
  '2': `${NS_OMEMO}:devices`,
} as const satisfies Record<OmemoVersion, string>;

const LEGACY_BUNDLES = `${NS_OMEMO_LEGACY}.bundles:`;
/** The node with an item for each device's keys (section 5.3.2). */
export const NODE_OMEMO_BUNDLES = `${NS_OMEMO}:bundles`;

/** Where the keys of a device are: in 0.3 each device has a node, in 2 an item of one node. */
export const omemoBundlePlace = (
  version: OmemoVersion,
  device: number,
): { readonly node: string; readonly id: string } =>
  version === 'legacy'
    ? { node: `${LEGACY_BUNDLES}${String(device)}`, id: 'current' }
    : { node: NODE_OMEMO_BUNDLES, id: String(device) };

/**
 * The devices that have a bundle, from what service discovery lists: nodes of the account in 0.3, items
 * of {@link NODE_OMEMO_BUNDLES} in 2. Names of something else are passed over.
 */
export const omemoDevicesNamed = (version: OmemoVersion, names: readonly string[]): number[] =>
  names.flatMap((name) => {
    const isOne = version === '2' || name.startsWith(LEGACY_BUNDLES);
    const id = isOne
      ? readId(version === '2' ? name : name.slice(LEGACY_BUNDLES.length))
      : undefined;
    return id ?? [];
  });

/** The largest id of a device or key: "between 1 and 2^31 - 1" (section 5.1). */
export const MAX_OMEMO_ID = 0x7fff_ffff;

/** The id of a key: in 0.3 clients count from 0. */
export const readKeyId = (text: unknown): number | undefined => (text === '0' ? 0 : readId(text));

/** The id of a device; `undefined` for what is none. */
export function readId(text: unknown): number | undefined {
  if (typeof text !== 'string' || !/^[1-9][0-9]{0,9}$/.test(text)) return undefined;
  const id = Number(text);
  return id <= MAX_OMEMO_ID ? id : undefined;
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** `value` as base64 without white space; `undefined` for what is none, and for nothing. */
export function readBase64Text(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.replace(/\s/g, '') : '';
  return text !== '' && BASE64.test(text) ? text : undefined;
}

/** The base64 in `el`. */
export const readBase64 = (el: Element | undefined): string | undefined =>
  readBase64Text(el?.getText());

/** What the versions call the same things. */
export const omemoWords = {
  legacy: {
    list: 'list',
    identityKey: 'identityKey',
    signedPreKey: { name: 'signedPreKeyPublic', id: 'signedPreKeyId' },
    signature: 'signedPreKeySignature',
    preKey: { name: 'preKeyPublic', id: 'preKeyId' },
    isKeyExchange: 'prekey',
  },
  '2': {
    list: 'devices',
    identityKey: 'ik',
    signedPreKey: { name: 'spk', id: 'id' },
    signature: 'spks',
    preKey: { name: 'pk', id: 'id' },
    isKeyExchange: 'kex',
  },
} as const;

/** The version whose element `name(version)` is. */
export const omemoVersionOf = (
  el: Element,
  name: (version: OmemoVersion) => string,
): OmemoVersion | undefined =>
  omemoVersions.find((version) => el.is(name(version), omemoNamespaces[version]));
