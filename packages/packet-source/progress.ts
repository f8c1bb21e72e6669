/**
 * What actions tell while they go on: packets of the key `…_progress`, beside their outcomes.
 */
import { keyPrefix, type AnyPacket } from '@xec/xec';
import type { ClientLike } from './client-like.js';

type Hear = (content: unknown) => void;

/** Who waits, by the key of the packets. */
const waiting = new WeakMap<ClientLike, Map<string, Set<Hear>>>();

/**
 * Calls `hear` with what the client's open request of `action` tells. A packet does not say which request it
 * belongs to: where one alone can be meant, it is that one.
 *
 * @returns a function that ends it
 */
export function hearProgress(client: ClientLike, action: string, hear: Hear): () => void {
  const key = `${keyPrefix(action)}_progress`;
  if (!client.registry.keys.has(key)) return () => undefined; // it tells nothing
  const keys = waiting.get(client) ?? new Map<string, Set<Hear>>();
  waiting.set(client, keys);
  const all = keys.get(key) ?? new Set<Hear>();
  keys.set(key, all);
  // One of its own: the same function may wait twice.
  const own: Hear = (content) => hear(content);
  all.add(own);
  const undo = client.packets.subscribeAny(key, ({ content }: AnyPacket) => {
    if (all.size === 1) own(content);
  });
  return () => {
    undo();
    all.delete(own);
    if (all.size === 0) keys.delete(key);
  };
}
