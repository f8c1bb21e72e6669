/** A whole application that pings. */
import { createClient } from '../../index.js';
import { PingServer, ping } from '@xec/xec';

const client = createClient({
  jid: 'juliet@capulet.example',
  password: 'secret',
  features: [ping],
});
await client.connect();
await client.request(new PingServer());
