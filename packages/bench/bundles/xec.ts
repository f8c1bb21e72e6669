/** The smallest client for browsers: connects, logs in, tells of messages, and writes one. */
import { createClient } from '@xec/client';
import { PublishMessage, message } from '@xec/xec';

export async function chat(jid: string, password: string, show: (body?: string) => void) {
  const client = createClient({ jid, password, features: [message] });
  client.packets.subscribe('message', ({ content }) => show(content.body));
  await client.connect();
  return (to: string, body: string) => client.request(new PublishMessage({ to, body }));
}
