/** Where rooms are, and which ones. */
import type { PacketSource } from '@xec/packet-source';
import { localOf } from '@xec/state';
import type { PacketMap } from '@xec/xec';

/** A room that a service lists. */
export interface ListedRoom {
  readonly jid: string;
  readonly name: string;
}

/** So many services of a server are asked what they are. */
const MOST_SERVICES = 20;
/** So many rooms are shown. */
const MOST_ROOMS = 500;

/** The services for rooms of a server (XEP-0045 section 6.1). @throws RequestError where it does not say */
export async function findServices(source: PacketSource, domain: string): Promise<string[]> {
  const items = await itemsOf(source, domain);
  const asked = items
    .filter(({ node }) => node === undefined)
    .slice(0, MOST_SERVICES)
    .map(async ({ jid }) => ((await isConference(source, jid)) ? [jid] : []));
  return (await Promise.all(asked)).flat();
}

/** The rooms of a service's answer to `Disco/Items` (section 6.3), by name. */
export function listedRooms(answer: unknown): ListedRoom[] {
  // The content of that packet, which its schema read.
  const { items } = answer as PacketMap['disco_items_handle'];
  return items
    .filter(({ jid }) => jid.includes('@'))
    .slice(0, MOST_ROOMS)
    .map(({ jid, name = '' }) => ({ jid, name: name || localOf(jid) }))
    .sort((one, other) => one.name.localeCompare(other.name));
}

async function itemsOf(source: PacketSource, jid: string) {
  // The content of that packet, which its schema read.
  const content = (await source.request('Disco/Items', { jid })) as PacketMap['disco_items_handle'];
  return content.items;
}

/** A service that does not answer is none. */
async function isConference(source: PacketSource, jid: string): Promise<boolean> {
  try {
    const content = await source.request('Disco/Request', { jid });
    // As above.
    const { identities, features } = content as PacketMap['disco_request_handle'];
    const isMuc = features.includes('http://jabber.org/protocol/muc');
    return isMuc && identities.some(({ category }) => category === 'conference');
  } catch {
    return false;
  }
}
