import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * The public name of a payload's registration: `md5(name + namespace + node)`, as Moxl has it.
 *
 * The input has no separators, so different triples can share a hash; the engine compares the three
 * fields. Made once, when a payload is registered, and by tools; never on the way of a stanza.
 */
export const payloadHash = (name: string, xmlns: string, node = ''): string =>
  bytesToHex(md5(utf8ToBytes(name + xmlns + node)));
