/**
 * The contract of transports. Its frames are any text: here each is wrapped into an element, as BOSH
 * carries nothing else, and the stream around them is opened and ended.
 */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { transportContract, type TransportPeer } from '@xec/testing';
import { parse, write, xml } from '@xec/stanza';
import {
  DEFAULT_MAX_FRAME_BYTES,
  type Connector,
  type Transport,
  type TransportEvents,
} from '@xec/transport';
import { boshWith } from './index.js';
import { BoshServer, type BoshPeer } from './testing/bosh-server.js';

const OPEN = `<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='xmpp.example' version='1.0'/>`;
const CLOSE = `<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>`;

const options = { retryMs: 1 };
transportContract('BOSH in Node', () => startBench(boshWith(options)));
transportContract('BOSH by fetch', () =>
  startBench(boshWith({ ...options, fetch: globalThis.fetch })),
);

const wrap = (text: string): string => write(xml('t', { xmlns: 'x' }, text));
const unwrap = (frame: string): string => parse(frame).getText();

/** What wrapping costs, in bytes: the contract's frames are an element around a text. */
const COST = wrap('<a>x</a>').length - '<a>x</a>'.length;

/** Opens and ends the stream of a transport that carries text. */
function carryingText(connector: Connector): Connector {
  return async (service, events, connectOptions = {}) => {
    const { maxFrameBytes = DEFAULT_MAX_FRAME_BYTES } = connectOptions;
    const told = { ...connectOptions, maxFrameBytes: maxFrameBytes + COST };
    let opened: () => void = () => undefined;
    const opening = new Promise<void>((resolve) => (opened = resolve));
    const inner: TransportEvents = {
      onFrame: (frame) => {
        if (frame.startsWith('<open')) opened();
        else if (!frame.startsWith('<close')) events.onFrame(unwrap(frame));
      },
      onClose: (reason) => events.onClose(reason),
      onDrain: () => events.onDrain?.(),
    };
    const transport = await connector(service, inner, told);
    transport.send(OPEN);
    await opening;
    const closing = (): void => {
      transport.send(CLOSE);
      transport.close();
    };
    return new Proxy(transport, {
      get: (target, key) => {
        if (key === 'send') return (frame: string) => target.send(wrap(frame));
        if (key === 'close') return closing;
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? (value.bind(target) as Transport['pause']) : value; // any method
      },
    });
  };
}

async function startBench(connector: Connector) {
  const server = await BoshServer.start();
  const sockets: Socket[] = [];
  const silent = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  return {
    connector: carryingText(connector),
    service: server.url,
    silentService: `http://127.0.0.1:${String((silent.address() as AddressInfo).port)}/`, // TCP servers have an AddressInfo
    accepted: async () => peerOf(await server.accepted()),
    end: async () => {
      for (const socket of sockets) socket.destroy();
      silent.close();
      await server.stop();
    },
  };
}

const peerOf = (peer: BoshPeer): TransportPeer => ({
  get frames() {
    return peer.frames.map(unwrap);
  },
  ended: peer.ended,
  send: (frame) => peer.send(wrap(frame)),
  nextFrame: async () => unwrap(await peer.nextFrame()),
  closeCleanly: () => peer.terminate(),
  cut: () => peer.forget(),
});
