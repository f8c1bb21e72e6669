/** Plays stanzas to whoever is connected. */
import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { makeCorpus } from '../corpus/index.js';
import { textFrame } from './text-frame.js';

/** What there is to be played. */
export interface PlayerSetup {
  /** How many stanzas there are. */
  readonly stanzas: number;
  /** Chat messages of so many bytes in place of the corpus. */
  readonly bytes?: number;
  /** Whether acknowledgements are offered. */
  readonly isManaged?: boolean;
  /** Whether there are contacts, rooms and archives; otherwise every answer is empty. */
  readonly hasWorld?: boolean;
}

/** What to play: stanzas from `from` on, up to `to`. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  /** Each stanza to the next connection, one write a stanza; otherwise all to the first one. */
  readonly inTurns: boolean;
}

/** The id of the message that ends a piece; every connection has one. */
export const END = 'bench-end';

/** How a frame looks that ends a piece, to those who know no XML. */
export const END_BEGIN = `<message xmlns='jabber:client' type='chat' id='${END}'`;

/** That message. */
export const END_TEXT =
  `${END_BEGIN} from='romeo@bench.example/a' to='juliet@bench.example'>` +
  `<body>end</body></message>`;

const end = textFrame(END_TEXT);

const CHUNK = 64 * 1024;

export class Player {
  readonly #frames: readonly Buffer[];
  readonly #sockets: Duplex[] = [];

  constructor({ stanzas, bytes }: PlayerSetup) {
    const texts =
      bytes === undefined
        ? makeCorpus(stanzas).map(({ xml }) => xml)
        : Array.from({ length: stanzas }, (_, nth) => chatOf(bytes, nth));
    this.#frames = texts.map(textFrame);
  }

  add(socket: Duplex): void {
    this.#sockets.push(socket);
    socket.once('close', () => this.#sockets.splice(this.#sockets.indexOf(socket), 1));
  }

  /** Resolves when all is written. */
  async play({ from, to, inTurns }: Piece): Promise<void> {
    const frames = this.#frames.slice(from, to);
    await (inTurns ? this.#inTurns(frames) : this.#inOne(frames));
    for (const socket of this.#sockets) socket.write(end);
  }

  async #inOne(frames: readonly Buffer[]): Promise<void> {
    const [socket] = this.#sockets;
    if (socket === undefined) throw new Error('expected a connection to play to');
    let chunk: Buffer[] = [];
    let size = 0;
    for (const frame of frames) {
      chunk.push(frame);
      size += frame.length;
      if (size < CHUNK) continue;
      await write(socket, Buffer.concat(chunk));
      chunk = [];
      size = 0;
    }
    await write(socket, Buffer.concat(chunk));
  }

  /** A turn of the event loop after each round lets the other side read one stanza at a time. */
  async #inTurns(frames: readonly Buffer[]): Promise<void> {
    const count = this.#sockets.length;
    for (const [at, frame] of frames.entries()) {
      const socket = this.#sockets[at % count];
      if (socket?.write(frame) === false) await once(socket, 'drain');
      if (at % count === count - 1) await new Promise(setImmediate);
    }
  }
}

async function write(socket: Duplex, bytes: Buffer): Promise<void> {
  if (!socket.write(bytes)) await once(socket, 'drain');
}

function chatOf(bytes: number, nth: number): string {
  const begin = `<message xmlns='jabber:client' type='chat' id='${nth}' from='romeo@bench.example/a'>`;
  const rest = bytes - begin.length - '<body></body></message>'.length;
  return `${begin}<body>${'a rose '.repeat(rest / 7 + 1).slice(0, Math.max(rest, 1))}</body></message>`;
}
