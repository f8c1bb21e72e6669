import { xml, type Element, type XmlElement } from '../core/index.js';
import {
  omemoNamespaces,
  omemoVersionOf,
  omemoWords,
  readBase64,
  readKeyId,
  type OmemoVersion,
} from './versions.js';

/** How many keys of a bundle are read: it "SHOULD always contain around 100" (section 4.2). */
const MAX_PRE_KEYS = 1024;

/** A public key with its id. */
export interface OmemoPublicKey {
  readonly id: number;
  /** In base64. */
  readonly key: string;
}

/** What a device gives to those who write to it for the first time: public keys, in base64. */
export interface OmemoBundle {
  readonly version: OmemoVersion;
  readonly identityKey: string;
  readonly signedPreKey: OmemoPublicKey & {
    /** By the identity key. Verify it before the keys are used. */
    readonly signature: string;
  };
  /** One of them is used, once. */
  readonly preKeys: readonly OmemoPublicKey[];
}

/** `<bundle/>`, which is published (section 5.3.2). */
export function omemoBundleElement(bundle: OmemoBundle): XmlElement {
  const { version, identityKey, signedPreKey, preKeys } = bundle;
  const words = omemoWords[version];
  const publicKey = (word: { name: string; id: string }, { id, key }: OmemoPublicKey) =>
    xml(word.name, { [word.id]: id }, key);
  return xml(
    'bundle',
    { xmlns: omemoNamespaces[version] },
    publicKey(words.signedPreKey, signedPreKey),
    xml(words.signature, {}, signedPreKey.signature),
    xml(words.identityKey, {}, identityKey),
    xml(
      'prekeys',
      {},
      preKeys.map((each) => publicKey(words.preKey, each)),
    ),
  );
}

/**
 * Reads a `<bundle/>`; keys without id or base64 are left out.
 *
 * @returns `undefined` for another element, and for one with which no session can be begun: without
 * identity key, signed key, signature or any other key.
 */
export function readOmemoBundle(el: Element): OmemoBundle | undefined {
  const version = omemoVersionOf(el, () => 'bundle');
  if (version === undefined) return undefined;
  const words = omemoWords[version];
  const ns = omemoNamespaces[version];
  const publicKey = (child: Element | undefined, idName: string): OmemoPublicKey | undefined => {
    const id = readKeyId(child?.attrs[idName]);
    const key = readBase64(child);
    return id === undefined || key === undefined ? undefined : { id, key };
  };
  const signed = publicKey(el.getChild(words.signedPreKey.name, ns), words.signedPreKey.id);
  const signature = readBase64(el.getChild(words.signature, ns));
  const identityKey = readBase64(el.getChild(words.identityKey, ns));
  const preKeys = (el.getChild('prekeys', ns)?.getChildren(words.preKey.name, ns) ?? [])
    .slice(0, MAX_PRE_KEYS)
    .flatMap((child) => publicKey(child, words.preKey.id) ?? []);
  if (signed === undefined || signature === undefined || identityKey === undefined)
    return undefined;
  if (preKeys.length === 0) return undefined;
  return { version, identityKey, signedPreKey: { ...signed, signature }, preKeys };
}
