/**
 * Whether an answer is what a hash stands for: a verification string (XEP-0115 section 5.4), or a
 * capability hash (XEP-0390 section 4.4).
 */
import {
  NS_CAPS2,
  capabilityFault,
  capabilityText,
  capsFault,
  capsText,
  hasHash,
  hashFunction,
  readDiscoInfo,
  readHashedInfo,
  type Caps,
  type DiscoInfo,
  type Element,
} from '@xec/stanza';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * The functions that capability hashes are taken of, the dearest first. One of them has to be there:
 * each set has SHA-256 or SHA3-256 (XEP-0390 section 4.2). SHA-1 proves too little.
 */
const trusted = ['sha-256', 'sha3-256', 'sha-512', 'sha3-512', 'sha-384'];

/** A hash of 20 to 64 octets in base64. */
const HASH_TEXT = /^[A-Za-z0-9+/]{27,86}={0,2}$/;

/** The most that an answer may say to be kept, in characters of the text that is hashed. */
const MAX_TEXT = 16_384;

/** Why an answer proves nothing. */
export type CapsDoubt = 'ill-formed' | 'mismatch' | 'too-long' | 'unknown-hash';

/** What was answered, and why it proves nothing; it does where there is no doubt. */
export interface Judgement {
  readonly info: DiscoInfo;
  readonly doubt?: CapsDoubt;
}

/** How one of the specifications makes its hashes. */
interface Way {
  /** Whether hashes of that function prove anything. */
  readonly knows: (hash: string) => boolean;
  /** What an answer says; several where it is not sure what was hashed. */
  readonly read: (reply: Element) => readonly DiscoInfo[];
  readonly textOf: (info: DiscoInfo) => string;
  readonly faultOf: (reply: Element, info: DiscoInfo) => string | undefined;
}

const ofStrings: Way = {
  // "All implementations MUST support SHA-1" (XEP-0115 section 9.1).
  knows: (hash) => hashFunction(hash) !== undefined,
  read: (reply) => [readDiscoInfo(reply)].filter((info) => info !== undefined),
  textOf: capsText,
  faultOf: (_reply, info) => capsFault(info),
};

const ofHashes: Way = {
  knows: (hash) => trusted.includes(hash),
  read: readHashedInfo,
  textOf: capabilityText,
  faultOf: capabilityFault,
};

const wayOf = ({ node }: Pick<Caps, 'node'>): Way => (node === NS_CAPS2 ? ofHashes : ofStrings);

/** Whether `ver` may be a hash, of a function that we have and trust as far as is needed. */
export const isVerifiable = (caps: Caps): boolean =>
  wayOf(caps).knows(caps.hash) && HASH_TEXT.test(caps.ver);

/** Orders capability hashes by how much we like their functions. */
export const byTrust = (one: Caps, other: Caps): number =>
  trusted.indexOf(one.hash) - trusted.indexOf(other.hash);

/** Whether the answer `reply` is what `caps` stands for. */
export function judge(caps: Caps, reply: Element): Judgement {
  const { knows, read, textOf, faultOf } = wayOf(caps);
  const said = read(reply).map((info) => ({ info, text: textOf(info) }));
  const [first] = said;
  if (first === undefined) return { info: nothing, doubt: 'ill-formed' };
  const { info } = first;
  if (!knows(caps.hash)) return { info, doubt: 'unknown-hash' };
  if (said.some(({ text }) => text.length > MAX_TEXT)) return { info, doubt: 'too-long' };
  if (faultOf(reply, info) !== undefined) return { info, doubt: 'ill-formed' };
  const hash = { algo: caps.hash, value: caps.ver };
  const proven = said.find(({ text }) => hasHash(utf8ToBytes(text), hash));
  return proven === undefined ? { info, doubt: 'mismatch' } : { info: proven.info };
}

const nothing: DiscoInfo = { identities: [], features: [], forms: [] };
