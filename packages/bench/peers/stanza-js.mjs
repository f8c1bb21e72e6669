/** stanza.js: a session, and what it hears. */
import { createClient } from 'stanza';

/** One listener a kind; it reads what an application reads. */
function listen(client, hear) {
  client.on('message', (message) => hear(message.from, message.id, message.body));
  client.on('message:error', (message) => hear(message.from, message.id, message.body));
  client.on('presence', (presence) => hear(presence.from, presence.id, presence.show));
  client.on('chat:state', (message) => hear(message.from, message.id, message.chatState));
  client.on('receipt', (message) => hear(message.from, message.receipt.id, undefined));
  client.on('marker:displayed', (message) => hear(message.from, message.marker.id, undefined));
  client.on('pubsub:published', (message) =>
    hear(message.from, message.pubsub.items.node, undefined),
  );
  client.on('carbon:received', (carbon) => hearForwarded(carbon.carbon, hear));
  client.on('carbon:sent', (carbon) => hearForwarded(carbon.carbon, hear));
  client.on('mam:item', (message) => hearForwarded(message.archive.item, hear));
}

function hearForwarded(wrapper, hear) {
  const { from, id, body } = wrapper.forward?.message ?? wrapper.message ?? {};
  hear(from, id, body);
}

export async function open({ service, domain, hear }) {
  const client = createClient({
    jid: `juliet@${domain}`,
    password: 'secret',
    resource: 'bench',
    transports: { websocket: service, bosh: false },
  });
  if (hear !== undefined) listen(client, hear);
  const started = new Promise((resolve, reject) => {
    client.once('session:started', resolve);
    client.once('disconnected', () => reject(new Error('stanza.js was disconnected')));
  });
  client.connect();
  await started;
  return {
    ask: () => client.ping(),
    close: async () => client.disconnect(),
  };
}
