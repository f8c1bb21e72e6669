/**
 * The contract of transports, over clear text and over TLS from the start.
 */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { Authority, DAY_MS, FrameQueue, transportContract, type TransportPeer } from '@xec/testing';
import { StreamCutter, STREAM_END } from '@xec/stanza';
import { tcp } from './index.js';

const HEADER = `<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>`;

const authority = new Authority();
const cert = authority.certificate('montague.example', Date.now() + DAY_MS);

transportContract('TCP', () => startBench(createServer(), 'xmpp'));
transportContract('TCP with TLS', () =>
  startBench(createTlsServer({ cert, key: authority.key }), 'xmpps'),
);

async function startBench(server: Server, scheme: string) {
  const sockets: Socket[] = [];
  const accepted: ((peer: TransportPeer) => void)[] = [];
  const event = scheme === 'xmpps' ? 'secureConnection' : 'connection';
  server.on(event, (socket: Socket) => {
    sockets.push(socket);
    accepted.shift()?.(peerOf(socket));
  });
  const silent = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined));
  });
  for (const each of [server, silent]) each.listen(0, '127.0.0.1');
  await Promise.all([once(server, 'listening'), once(silent, 'listening')]);

  return {
    connector: ((service, events, options) =>
      tcp(service, events, {
        ...options,
        ca: cert,
        domain: 'montague.example',
      })) satisfies typeof tcp,
    service: urlOf(server, scheme),
    // TLS is what a silent server never opens.
    silentService: urlOf(silent, 'xmpps'),
    streamTags: [HEADER, STREAM_END] as const,
    accepted: () => new Promise<TransportPeer>((resolve) => accepted.push(resolve)),
    end: async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.all([closed(server), closed(silent)]);
    },
  };
}

const urlOf = (server: Server, scheme: string): string =>
  `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`; // TCP servers have one

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => server.close(() => resolve()));

function peerOf(socket: Socket): TransportPeer {
  const queue = new FrameQueue();
  const frames: string[] = [];
  const cutter = new StreamCutter((frame) => {
    if (frame === HEADER) return;
    frames.push(frame);
    queue.push(frame);
  });
  cutter.write(HEADER); // clients of the contract send nothing but what it is about
  socket.on('data', (bytes: Buffer) => cutter.write(bytes));
  socket.on('error', () => undefined);
  socket.write(HEADER);
  return {
    frames,
    ended: new Promise((resolve) => socket.once('close', () => resolve())),
    send: (frame) => {
      if (socket.writable) socket.write(frame);
    },
    nextFrame: () => queue.next(),
    closeCleanly: () => socket.end(STREAM_END),
    cut: () => socket.destroy(),
  };
}
