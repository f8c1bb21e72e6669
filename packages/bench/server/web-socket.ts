/**
 * As much of a WebSocket server (RFC 6455) as a measurement needs: text frames, whole ones, of one
 * client that keeps to the rules. All that a chunk brings is answered with one write, so that the
 * server costs as little as a server can.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { textFrame } from './text-frame.js';

/** Answers one text with any number of them. */
export type Answer = (text: string) => readonly string[];

/** Begins a connection; `socket` is for those who have more to say than answers. */
export type NewConnection = (socket: Duplex) => Answer;

const TEXT = 0x81;
const CLOSE = 0x88;

/** Listens on 127.0.0.1; gives the port. */
export function listen(newConnection: NewConnection): Promise<number> {
  const server = createServer();
  server.on('upgrade', ({ headers }, socket: Duplex) => {
    const key = `${headers['sec-websocket-key'] ?? ''}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash('sha1').update(key).digest('base64');
    socket.write(
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
        `Sec-WebSocket-Accept: ${accept}\r\nSec-WebSocket-Protocol: xmpp\r\n\r\n`,
    );
    serve(socket, newConnection(socket));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve((server.address() as AddressInfo).port); // no pipe: it was given a port
    });
  });
}

function serve(socket: Duplex, answer: Answer): void {
  let rest: Buffer = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('end', () => socket.destroy()); // who ends does not listen either
  socket.on('data', (chunk: Buffer) => {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const out: Buffer[] = [];
    let at = 0;
    for (;;) {
      const frame = readFrame(bytes, at);
      if (frame === undefined) break;
      at = frame.end;
      if (frame.kind === TEXT) {
        for (const text of answer(unmask(bytes, frame))) out.push(textFrame(text));
      } else if (frame.kind === CLOSE) {
        socket.end(Buffer.from([CLOSE, 0]));
      }
    }
    rest = bytes.subarray(at);
    if (out.length > 0) socket.write(Buffer.concat(out));
  });
}

interface Frame {
  readonly kind: number;
  /** Where its text begins, after the mask, and ends. */
  readonly start: number;
  readonly end: number;
}

/** Clients mask what they send; `undefined` where the frame is not here yet. */
function readFrame(bytes: Buffer, at: number): Frame | undefined {
  if (bytes.length < at + 2) return undefined;
  const kind = bytes.readUInt8(at);
  let length = bytes.readUInt8(at + 1) & 0x7f;
  let start = at + 2;
  if (length === 126) {
    if (bytes.length < start + 2) return undefined;
    length = bytes.readUInt16BE(start);
    start += 2;
  } else if (length === 127) {
    if (bytes.length < start + 8) return undefined;
    length = Number(bytes.readBigUInt64BE(start));
    start += 8;
  }
  start += 4;
  const end = start + length;
  return bytes.length < end ? undefined : { kind, start, end };
}

/** In place: nobody else looks at these bytes. */
function unmask(bytes: Buffer, { start, end }: Frame): string {
  for (let at = start; at < end; at += 1) {
    bytes[at] = (bytes[at] ?? 0) ^ (bytes[start - 4 + ((at - start) & 3)] ?? 0);
  }
  return bytes.toString('latin1', start, end);
}
