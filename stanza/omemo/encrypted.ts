import { readJid, xml, type Element, type XmlElement } from '../core/index.js';
import {
  omemoNamespaces,
  omemoVersions,
  omemoWords,
  readBase64,
  readId,
  type OmemoVersion,
} from './versions.js';

/** How many keys of a message are read: one for each device of each occupant of a room. */
const MAX_KEYS = 4096;

/** The key of a message, encrypted for one device. */
export interface OmemoKey {
  /** Whose device it is, a prepared bare JID: always in version 2, never in 0.3. */
  readonly jid?: string;
  readonly device: number;
  /** A new session begins with it. */
  readonly isKeyExchange?: true;
  /** In base64. */
  readonly data: string;
}

/** What stands in a message in place of its content (section 5.5.3). All texts are base64. */
export interface OmemoEncrypted {
  readonly version: OmemoVersion;
  /** The device that sent it. */
  readonly device: number;
  readonly keys: readonly OmemoKey[];
  /** The initialisation vector: always in 0.3, never in version 2. */
  readonly iv?: string;
  /** Absent in messages that only care for sessions ("empty OMEMO messages"). */
  readonly payload?: string;
}

/**
 * `<encrypted/>`, the child of a message (section 5.5.3).
 *
 * @throws TypeError for a key without `jid` in version 2, and for 0.3 without `iv`.
 */
export function omemoEncryptedElement(encrypted: OmemoEncrypted): XmlElement {
  const { version, device, iv, payload } = encrypted;
  const fault = faultOf(encrypted);
  if (fault !== undefined) throw new TypeError(fault);
  return xml(
    'encrypted',
    { xmlns: omemoNamespaces[version] },
    xml('header', { sid: device }, keyElements(encrypted), iv !== undefined && xml('iv', {}, iv)),
    payload !== undefined && xml('payload', {}, payload),
  );
}

/** What of it cannot be written in its version; `undefined`: nothing. */
export function faultOf({ version, keys, iv }: OmemoEncrypted): string | undefined {
  if (version === 'legacy') {
    if (iv === undefined) return 'expected an iv for OMEMO 0.3, got none';
    return keys.some(({ jid }) => jid !== undefined)
      ? 'expected keys without jid for OMEMO 0.3, got one with it'
      : undefined;
  }
  if (iv !== undefined) return 'expected no iv for OMEMO 2, got one';
  return keys.some(({ jid }) => jid === undefined)
    ? 'expected the jid of each key for OMEMO 2, got one without'
    : undefined;
}

function keyElements({ version, keys }: OmemoEncrypted): XmlElement[] {
  const element = ({ device, isKeyExchange, data }: OmemoKey): XmlElement =>
    xml('key', { rid: device, [omemoWords[version].isKeyExchange]: isKeyExchange }, data);
  if (version === 'legacy') return keys.map(element);
  const jids = [...new Set(keys.map(({ jid }) => jid))];
  return jids.map((jid) =>
    xml('keys', { jid }, keys.filter((key) => key.jid === jid).map(element)),
  );
}

/**
 * Reads what is encrypted in a message, of both versions: it may hold one for the devices of each. Keys
 * that say not for whom, or nothing, are left out; what has no sender is passed over.
 */
export const readOmemoEncrypted = (message: Element): OmemoEncrypted[] =>
  omemoVersions.flatMap((version) => {
    const el = message.getChild('encrypted', omemoNamespaces[version]);
    return (el && readEncryptedElement(el, version)) ?? [];
  });

function readEncryptedElement(el: Element, version: OmemoVersion): OmemoEncrypted | undefined {
  const ns = omemoNamespaces[version];
  const header = el.getChild('header', ns);
  const device = readId(header?.attrs['sid']);
  const iv = version === 'legacy' ? readBase64(header?.getChild('iv', ns)) : undefined;
  const payload = readBase64(el.getChild('payload', ns));
  if (header === undefined || device === undefined) return undefined;
  if (version === 'legacy' && iv === undefined) return undefined;
  const lists = version === 'legacy' ? [header] : header.getChildren('keys', ns);
  const keys = lists.flatMap((list) => readKeys(list, version)).slice(0, MAX_KEYS);
  return {
    ...{ version, device, keys },
    ...(iv !== undefined && { iv }),
    ...(payload !== undefined && { payload }),
  };
}

function readKeys(list: Element, version: OmemoVersion): OmemoKey[] {
  const jid = version === '2' ? readJid(list.attrs['jid'] as string | undefined) : undefined; // a string
  if (version === '2' && jid?.isBare !== true) return [];
  const isExchange = omemoWords[version].isKeyExchange;
  return list.getChildren('key', omemoNamespaces[version]).flatMap((el) => {
    const device = readId(el.attrs['rid']);
    const data = readBase64(el);
    if (device === undefined || data === undefined) return [];
    const flag: unknown = el.attrs[isExchange];
    return {
      ...(jid !== undefined && { jid: jid.bare }),
      device,
      ...((flag === 'true' || flag === '1') && { isKeyExchange: true as const }),
      data,
    };
  });
}

/**
 * The key that is for `device` of the account `jid`, a prepared bare JID; `undefined`: the message is not
 * for it (section 5.6).
 */
export const omemoKeyFor = (
  { version, keys }: OmemoEncrypted,
  jid: string,
  device: number,
): OmemoKey | undefined =>
  keys.find((key) => key.device === device && (version === 'legacy' || key.jid === jid));
