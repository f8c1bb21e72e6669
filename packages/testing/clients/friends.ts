import type { Client, ClientOptions } from '@xec/client';
import { AllowSubscription, SubscribeToPresence, type Packet } from '@xec/xec';
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
