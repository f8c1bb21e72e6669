/**
 * XEP-0231: Bits of Binary, version 1.1 (2022-07-25).
 * https://xmpp.org/extensions/xep-0231.html
 */
import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import {
  MalformedStanza,
  decodeBase64,
  encodeBase64,
  xml,
  type Element,
  type XmlElement,
} from '../core/index.js';
import { hashFunction } from '../hashes/index.js';

export const NS_BOB = 'urn:xmpp:bob';

/**
 * The most bytes that are read or made. "In general, the data SHOULD NOT be more than 8 kilobytes"
 * (section 2.1), and some are.
 */
export const MAX_BOB_BYTES = 131_072;

/** A small picture or sound under the name that its hash gives it. */
export interface BobData {
  /** The Content-ID, `sha1+…@bob.xmpp.org`; the bytes have that hash. */
  readonly cid: string;
  /** The media type, as its sender says. */
  readonly type: string;
  /** For how many seconds it may be kept; 0: not at all; absent: as long as is fit. */
  readonly maxAge?: number;
  /** The bytes in base64, without white space. */
  readonly base64: string;
}

/** The Content-ID in `text`, which may be a `cid:` URI; `undefined` for another one (section 2.5). */
export function readBobCid(text: string): string | undefined {
  const match = /^(?:cid:)?([a-z0-9-]{1,16})\+([0-9a-f]{1,256})@bob\.xmpp\.org$/i.exec(text.trim());
  if (match === null) return undefined;
  const [, algorithm = '', hash = ''] = match;
  return `${algorithm.toLowerCase()}+${hash.toLowerCase()}@bob.xmpp.org`;
}

/**
 * Makes the data of `bytes`, under their SHA-1 as section 2.6 has it.
 *
 * @throws RangeError for more than {@link MAX_BOB_BYTES}
 */
export function makeBobData(bytes: Uint8Array, type: string, maxAge?: number): BobData {
  if (bytes.length > MAX_BOB_BYTES) {
    throw new RangeError(
      `expected at most ${String(MAX_BOB_BYTES)} bytes, got ${String(bytes.length)}`,
    );
  }
  return {
    cid: `sha1+${bytesToHex(sha1(bytes))}@bob.xmpp.org`,
    type,
    ...(maxAge !== undefined && { maxAge }),
    base64: encodeBase64(bytes),
  };
}

/** `<data/>`, the child of an iq of type `get` (section 2.3). */
export const bobRequest = (cid: string): XmlElement => xml('data', { xmlns: NS_BOB, cid });

/** `<data/>` with its bytes (section 2.3). */
export const bobElement = ({ cid, type, maxAge, base64 }: BobData): XmlElement =>
  xml('data', { xmlns: NS_BOB, cid, type, 'max-age': maxAge }, base64);

/**
 * Reads a `<data/>`, itself or the first one in `el`.
 *
 * @returns `undefined` where there is none, or none with a Content-ID.
 * @throws MalformedStanza for bytes that do not have the hash of their name, by which they would be
 * found again (section 2.6), and for what is no base64 or too much.
 */
export function readBobData(el: Element): BobData | undefined {
  const data = el.is('data', NS_BOB) ? el : el.getChild('data', NS_BOB);
  const cid = data && readBobCid(attribute(data, 'cid') ?? '');
  if (data === undefined || cid === undefined) return undefined;
  const base64 = data.getText().replace(/\s/g, '');
  if (base64.length > Math.ceil(MAX_BOB_BYTES / 3) * 4) {
    throw new MalformedStanza(`expected at most ${String(MAX_BOB_BYTES)} bytes of ${cid}`);
  }
  const bytes = decodeBase64(base64);
  if (bytes === undefined) throw new MalformedStanza(`expected base64 as the bytes of ${cid}`);
  if (!hasHash(bytes, cid)) throw new MalformedStanza(`expected bytes with the hash of ${cid}`);
  const age = attribute(data, 'max-age');
  return {
    cid,
    type: attribute(data, 'type') ?? 'application/octet-stream',
    ...(age !== undefined && /^\d{1,10}$/.test(age) && { maxAge: Number(age) }),
    base64,
  };
}

/** Reads all `<data/>` that stand in `el` and are what their names say; the others are left out. */
export const readAllBobData = (el: Element): BobData[] =>
  el.getChildren('data', NS_BOB).flatMap((child) => {
    try {
      return readBobData(child) ?? [];
    } catch (error) {
      if (error instanceof MalformedStanza) return [];
      throw error;
    }
  });

function hasHash(bytes: Uint8Array, cid: string): boolean {
  const [algorithm = '', rest = ''] = cid.split('+');
  // "sha1" is how section 2.6 writes sha-1, and others write theirs after it.
  const hash = hashFunction(algorithm.replace(/^sha(?=\d{1,3}$)/, 'sha-'));
  return hash !== undefined && rest === `${bytesToHex(hash(bytes))}@bob.xmpp.org`;
}

function attribute(el: Element, name: string): string | undefined {
  const value: unknown = el.attrs[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
