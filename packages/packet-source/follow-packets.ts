import type { AnyPacket } from '@xec/xec';
import type { ClientLike } from './client-like.js';

/** Who is told of packets. */
export interface PacketFollower {
  /** The next packet comes when it has returned; what it throws brings the packet again, later. */
  packet(packet: AnyPacket): unknown;
  /** Packets were lost: all that is kept comes now, from its beginning. */
  resync(): void;
  /** Everything there is so far has come. */
  live(): void;
}

/**
 * Tells `follower` of the packets of `client` after `place`, as its journal keeps them, then of those to
 * come: each once, in order, one after the other.
 *
 * @param place the seq of the last packet that the follower has; 0 for none
 * @returns a function that ends it
 */
export function followPackets(
  client: ClientLike,
  place: number,
  follower: PacketFollower,
): () => void {
  let isAfresh = place === 0;
  let undo: () => void = () => undefined;
  const begin = (since: number): void => {
    undo = client.packets.subscribeAny('*', (packet: AnyPacket) => follower.packet(packet), {
      since,
      onLive: () => follower.live(),
      onResync({ after, next }) {
        // A follower that has nothing loses nothing when the first packets are gone.
        if (isAfresh && after === 0) return;
        isAfresh = true;
        follower.resync();
        if (next !== undefined) return; // what is kept comes from its beginning
        undo();
        begin(0);
      },
    });
  };
  begin(place);
  return () => undo();
}
