/**
 * A server in a process of its own that lets everybody in, over WebSocket and TCP, and then does what it is told to
 * whoever came last.
 */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { WebSocketServer, type WebSocket } from 'ws';
import { FLOOD, LAST, PEER, type FloodKind, type FloodServer } from './orders.js';

const NS_STREAM = 'http://etherx.jabber.org/streams';
const bind = "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>";
const mechanisms =
  "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>ANONYMOUS</mechanism></mechanisms>";

/** Writes one piece, as it is. */
type Write = (text: string) => void;
let last: { readonly write: Write; readonly socket: WebSocket | Socket } | undefined;

/** Answers the steps of a login. */
function loginOf(write: Write, opening: string): (text: string) => void {
  let isIn = false;
  return (text) => {
    if (/<(?:open|stream:stream)\b/u.test(text)) {
      write(opening);
      write(
        `<stream:features xmlns:stream='${NS_STREAM}'>${isIn ? bind : mechanisms}</stream:features>`,
      );
    } else if (text.includes('<auth')) {
      isIn = true;
      write("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
    } else if (text.includes('xmpp-bind')) {
      const id = /\bid=["']([^"']+)/u.exec(text)?.[1] ?? '';
      const jid = '<jid>juliet@localhost/x</jid>';
      write(
        `<iq xmlns='jabber:client' type='result' id='${id}'>${bind.replace('/>', `>${jid}</bind>`)}</iq>`,
      );
    }
  };
}

const wss = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => 'xmpp' });
wss.on('connection', (socket) => {
  const write: Write = (text) => {
    socket.send(text);
  };
  last = { write, socket };
  const opening =
    "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' from='localhost' id='1' version='1.0'/>";
  const login = loginOf(write, opening);
  socket.on('message', (data: Buffer) => {
    login(data.toString());
  });
  socket.on('error', () => undefined); // it is refused: that is what it is for
});

const tcp = createServer((socket) => {
  const write: Write = (text) => socket.write(text);
  last = { write, socket };
  socket.setNoDelay(true);
  const opening = `<stream:stream xmlns='jabber:client' xmlns:stream='${NS_STREAM}' from='localhost' id='1' version='1.0'>`;
  const login = loginOf(write, opening);
  socket.on('data', (data) => {
    login(data.toString());
  });
  socket.on('error', () => undefined); // as above
});

const message = (body: string): string =>
  `<message xmlns='jabber:client' type='chat' from='${PEER}'><body>${body}</body></message>`;
const around = (inner: string): string =>
  `<message xmlns='jabber:client' type='chat' from='${PEER}'>${inner}</message>`;

const floods: Readonly<Record<FloodKind, (write: Write) => void | Promise<void>>> = {
  flood: many,
  slow: many,
  huge: (write) => {
    write(message('x'.repeat(50_000_000)));
  },
  deep: (write) => {
    write(around('<a>'.repeat(100_000)));
  },
  attributes: (write) => {
    const all = Array.from({ length: 100_000 }, (_x, at) => `a${String(at)}=''`);
    write(around(`<a ${all.join(' ')}/>`));
  },
  trickle: async (write) => {
    const text = message('x'.repeat(250_000));
    for (let at = 0; at < text.length; at += 16) {
      write(text.slice(at, at + 16));
      await setImmediate(); // a packet of its own, as far as the system goes along
    }
    write(message(LAST));
  },
};

function many(write: Write): void {
  for (let at = 0; at < FLOOD; at += 1) write(message(`${String(at)} ${'x'.repeat(300)}`));
  write(message(LAST));
}

process.on('message', (kind: FloodKind) => {
  if (last !== undefined) void floods[kind](last.write);
});
process.once('disconnect', () => process.exit());

tcp.listen(0, '127.0.0.1');
await Promise.all([once(tcp, 'listening'), wss.address() === null && once(wss, 'listening')]);
const portOf = (address: unknown): string => String((address as AddressInfo).port); // of listening servers
process.send?.({
  ws: `ws://127.0.0.1:${portOf(wss.address())}/`,
  tcp: `xmpp://127.0.0.1:${portOf(tcp.address())}`,
} satisfies FloodServer);
