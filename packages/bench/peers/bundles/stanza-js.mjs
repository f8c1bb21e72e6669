/** The smallest client for browsers: connects, logs in, tells of messages, and writes one. */
import { createClient } from 'stanza';

export function chat(jid, password, show) {
  const client = createClient({ jid, password });
  client.on('message', ({ body }) => show(body));
  client.connect();
  return (to, body) => client.sendMessage({ to, body });
}
