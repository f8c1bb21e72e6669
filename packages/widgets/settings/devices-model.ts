/**
 * The own resources that are there, made of packets.
 */
import { bareOf } from '@xec/state';
import type { PacketOf } from '@xec/packet-source';

export const deviceKeys = ['session_state', 'presence'] as const;

export type DevicePacket = PacketOf<(typeof deviceKeys)[number]>;

/** A session of the account. */
export interface Device {
  readonly jid: string;
  readonly resource: string;
  readonly isThis: boolean;
  readonly show: 'available' | 'chat' | 'away' | 'dnd' | 'xa';
  readonly status?: string;
}

/** A server lets one account open fewer than that. */
const MOST = 100;

export class DevicesModel {
  #self: string | undefined = undefined;
  readonly #devices = new Map<string, Omit<Device, 'isThis'>>();
  /** Presences that came before we knew who we are. */
  #early: Extract<DevicePacket, { key: 'presence' }>['content'][] = [];

  /** This one first; empty while there is no stream. */
  get all(): readonly Device[] {
    const self = this.#self;
    if (self === undefined) return [];
    const others = [...this.#devices.values()].filter(({ jid }) => jid !== self);
    const own = this.#devices.get(self) ?? device(self, undefined, undefined);
    return [
      { ...own, isThis: true },
      ...others
        .map((other) => ({ ...other, isThis: false }))
        .sort((one, other) => one.resource.localeCompare(other.resource)),
    ];
  }

  reset(): void {
    this.#self = undefined;
    this.#devices.clear();
    this.#early = [];
  }

  apply({ key, content }: DevicePacket): void {
    if (key === 'presence') this.#hear(content);
    else if (content.state !== 'online') this.reset();
    else {
      if (content.resumed !== true) this.#devices.clear();
      this.#self = content.jid;
      for (const presence of this.#early.splice(0)) this.#hear(presence);
    }
  }

  #hear(presence: Extract<DevicePacket, { key: 'presence' }>['content']): void {
    const { jid, type, show, status } = presence;
    if (this.#self === undefined) {
      if (this.#early.length < MOST) this.#early.push(presence);
      return;
    }
    if (bareOf(jid) !== bareOf(this.#self) || !jid.includes('/')) return;
    if (type === 'unavailable') this.#devices.delete(jid);
    else if (type === 'available' && (this.#devices.size < MOST || this.#devices.has(jid))) {
      this.#devices.set(jid, device(jid, show, status?.[0]?.text));
    }
  }
}

const device = (jid: string, show: Device['show'] | undefined, status: string | undefined) => ({
  jid,
  resource: jid.slice(bareOf(jid).length + 1),
  show: show ?? 'available',
  ...(status !== undefined && { status }),
});
