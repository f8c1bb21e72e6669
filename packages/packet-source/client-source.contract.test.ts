import { packetSourceContract } from '@xec/testing';
import { ClientSource } from './index.js';
import { Listening } from './testing/listening.js';
import { openClient } from './testing/open-client.js';
import { startWorld } from './testing/stage.js';

packetSourceContract('a source behind which a client stands', () =>
  startWorld(async (account) => {
    const { client } = await openClient(account);
    const sources: ClientSource[] = [];
    return {
      jid: async () => client.jid.toString(),
      async tab(keys) {
        const source = new ClientSource({ client, keys });
        sources.push(source);
        return new Listening(source);
      },
      async end() {
        for (const source of sources) source.close();
        await client.disconnect();
      },
    };
  }),
);
