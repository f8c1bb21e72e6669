import { startGateway, type Gateway } from '@xec/gateway';
import { openProxy, packetSourceContract } from '@xec/testing';
import { WebSocket } from 'ws';
import { GatewaySource, type GatewaySocket } from './index.js';
import { Listening } from './testing/listening.js';
import { openClient } from './testing/open-client.js';
import { startWorld } from './testing/stage.js';

packetSourceContract('a source behind which a gateway stands', () =>
  startWorld(async (account) => {
    const { client, journal } = await openClient(account);
    const person = { id: 'juliet', name: 'Juliet', client, journal, session: 'juliet' };
    const gateway = await startGateway({ people: [person] });
    const proxy = await openProxy(gateway.url);
    const sources: GatewaySource[] = [];
    return {
      jid: async () => client.jid.toString(),
      async tab(keys) {
        const cookie = await signIn(gateway);
        const source = new GatewaySource({
          ...{ url: proxy.url, keys, waitMs: 20 },
          open: (url) => openSocket(gateway, url, cookie),
        });
        sources.push(source);
        return new Listening(source);
      },
      cut: () => proxy.cut(),
      async end() {
        for (const source of sources) source.close();
        await gateway.close();
        await proxy.close();
        await client.disconnect();
      },
    };
  }),
);

/** Posts as the gateway's own page does. */
function post(gateway: Gateway, path: string, body: unknown, cookie = ''): Promise<Response> {
  return fetch(new URL(path, gateway.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: gateway.url.slice(0, -1), cookie },
    body: JSON.stringify(body),
  });
}

async function signIn(gateway: Gateway): Promise<string> {
  const response = await post(gateway, '/api/sign-in', { person: 'juliet' });
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** @param by the way to the gateway, whose own address it does not name */
async function openSocket(gateway: Gateway, by: string, cookie: string): Promise<GatewaySocket> {
  const response = await post(gateway, '/as/juliet/ticket', {}, cookie);
  const { ticket } = (await response.json()) as { ticket: string }; // our own gateway's
  const url = new URL(`/as/juliet/packets?ticket=${ticket}`, by.replace('http', 'ws'));
  const { host, origin } = new URL(gateway.url);
  const socket = new WebSocket(url, { headers: { host, origin, cookie } });
  socket.on('error', () => undefined); // a cut network: `close` follows
  // Of the events of a browser's socket a source uses what ws has too.
  return socket as unknown as GatewaySocket;
}
