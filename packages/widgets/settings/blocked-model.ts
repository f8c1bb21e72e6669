/**
 * Whom the account has blocked, made of packets.
 */
import type { PacketOf } from '@xec/packet-source';

export const blockedKeys = ['blocking_request_handle', 'blocked', 'unblocked'] as const;

export type BlockedPacket = PacketOf<(typeof blockedKeys)[number]>;

export class BlockedModel {
  readonly #jids = new Set<string>();
  /** Whether the list has come. */
  isKnown = false;

  get jids(): readonly string[] {
    return [...this.#jids].sort();
  }

  reset(): void {
    this.#jids.clear();
    this.isKnown = false;
  }

  apply({ key, content }: BlockedPacket): void {
    switch (key) {
      case 'blocking_request_handle':
        this.#jids.clear();
        this.isKnown = true;
        for (const jid of content.jids) this.#jids.add(jid);
        return;
      case 'blocked':
        for (const jid of content.jids) this.#jids.add(jid);
        return;
      case 'unblocked':
        if ('all' in content) this.#jids.clear();
        else for (const jid of content.jids) this.#jids.delete(jid);
    }
  }
}
