import type { AnyPacket } from '@xec/xec';
import type { PacketNote } from '../history/index.js';

/** What the history says of a packet. */
export function noteOf({ key, seq, content }: AnyPacket): PacketNote {
  if (!key.startsWith('crash')) return { seq, key };
  // The packets of the workload: each has these, or not.
  const { n, id, token, condition, delivered } = content as Omit<PacketNote, 'seq' | 'key'>;
  return {
    seq,
    key,
    ...(n !== undefined && { n }),
    ...(id !== undefined && { id }),
    ...(token !== undefined && { token }),
    ...(condition !== undefined && { condition }),
    ...(delivered !== undefined && { delivered }),
  };
}
