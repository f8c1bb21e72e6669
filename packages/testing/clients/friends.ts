import type { Client, ClientOptions } from '@xec/client';
import { AllowSubscription, SetAvailable, SubscribeToPresence, type Packet } from '@xec/xec';
import { nextPacket, type Clients } from './clients.js';

/**
 * Two people who see each other's presence, and know it; their features hold `presence`.
 *
 * @param options of Juliet's client
 */
export async function openFriends(
  clients: Clients,
  options: Partial<ClientOptions> = {},
): Promise<{ readonly juliet: Client; readonly romeo: Client }> {
  const juliet = await clients.online('juliet', options);
  const romeo = await clients.online('romeo');
  const known = Promise.all([juliet, romeo].map((client) => nextPacket(client, 'roster', isBoth)));
  await befriend(juliet, romeo);
  await befriend(romeo, juliet);
  await known;
  return { juliet, romeo };
}

const isBoth = ({ content }: Packet<'roster'>): boolean => content.item.subscription === 'both';

/** `one` asks to see `other`, who agrees. */
/**
 * Friends, of whom romeo hears what juliet publishes: ejabberd learns what somebody wants to hear of from
 * presence that comes when they are friends.
 */
export async function openReaders(clients: Clients): ReturnType<typeof openFriends> {
  const friends = await openFriends(clients);
  const { juliet, romeo } = friends;
  const seen = nextPacket(juliet, 'presence', ({ from }) => from === romeo.jid.toString());
  await romeo.request(new SetAvailable({}));
  await seen;
  return friends;
}

async function befriend(one: Client, other: Client): Promise<void> {
  const asked = nextPacket(other, 'subscribe');
  await one.request(new SubscribeToPresence({ to: other.jid.bare }));
  await asked;
  const seen = nextPacket(
    one,
    'presence',
    ({ content }) => content.jid === other.jid.toString() && content.type === 'available',
  );
  await other.request(new AllowSubscription({ to: one.jid.bare }));
  await seen;
}
