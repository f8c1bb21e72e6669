/**
 * What this client says about itself, and the caps node that stands for it (XEP-0115 sections 5.1
 * and 6.2). Here and not in `caps`, because disco answers for that node also where caps is not used.
 */
import { capsNode, capsText, encodeBase64, type Caps, type DiscoInfo } from '@xec/stanza';
import { sha1 } from '@noble/hashes/legacy.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Advertised } from '../core/index.js';

/** The URI that names this software in capabilities (XEP-0115 section 4). */
export const CAPS_NODE = 'https://xec.example/';

const known = new WeakMap<Advertised, Caps>();

/** What is advertised, as an answer to disco#info. */
export const infoOf = ({ identities, features }: Advertised): DiscoInfo => ({
  identities,
  features,
  forms: [],
});

/** The capabilities to announce: the SHA-1 of what is advertised, counted once for each object. */
export function capsOf(advertised: Advertised): Caps {
  let caps = known.get(advertised);
  if (caps === undefined) {
    const ver = encodeBase64(sha1(utf8ToBytes(capsText(infoOf(advertised)))));
    caps = { node: CAPS_NODE, ver, hash: 'sha-1' };
    known.set(advertised, caps);
  }
  return caps;
}

/** Whether a request for `node` is one for what we advertise: no node, or one that stands for it. */
export const isOwnNode = (node: string | undefined, advertised: Advertised): boolean =>
  node === undefined ||
  node === '' ||
  node === capsNode(capsOf(advertised)) ||
  advertised.nodes().includes(node);
