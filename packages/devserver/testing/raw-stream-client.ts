/**
 * A client over TCP for the tests of this package: text out, elements in, nothing by itself.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { StreamCutter, StreamReader, type StreamPiece, type XmlElement } from '@xec/stanza';
import { plain } from './raw-client.js';

export class RawStreamClient {
  readonly #pieces: StreamPiece[] = [];
  readonly #waiting: ((piece: StreamPiece) => void)[] = [];
  readonly #all: string[] = [];
  #cutter = this.#newCutter();
  #closed: Promise<unknown>;
  /** The full JID, once bound. */
  jid = '';

  private constructor(public socket: Socket) {
    this.#closed = this.#watch();
  }

  /** @param url as the server says it: `xmpp:` or `xmpps:`. */
  static async connect(url: string, tls: ConnectionOptions = {}): Promise<RawStreamClient> {
    const { protocol, hostname, port } = new URL(url);
    const at = { host: hostname, port: Number(port) };
    const isDirect = protocol === 'xmpps:';
    const socket = isDirect ? connectTls({ ...at, servername: 'localhost', ...tls }) : connect(at);
    await once(socket, isDirect ? 'secureConnect' : 'connect');
    return new RawStreamClient(socket);
  }

  /** Settles when the connection is gone. */
  get closed(): Promise<unknown> {
    return this.#closed;
  }

  /** All that came, in pieces as they stood. */
  get all(): readonly string[] {
    return this.#all;
  }

  send(text: string): void {
    this.socket.write(text);
  }

  nextPiece(): Promise<StreamPiece> {
    const piece = this.#pieces.shift();
    if (piece !== undefined) return Promise.resolve(piece);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** The next element, or header. */
  async next(): Promise<XmlElement> {
    const piece = await this.nextPiece();
    if (piece.kind === 'end') throw new Error('expected an element, got the end of the stream');
    return piece.kind === 'header' ? piece.header : piece.element;
  }

  /** Opens a stream; the features. */
  async open(to = 'localhost', xmlns = 'jabber:client'): Promise<XmlElement> {
    await this.header(to, xmlns);
    return this.next();
  }

  /** Opens a stream; the header of the server's. */
  header(to = 'localhost', xmlns = 'jabber:client'): Promise<XmlElement> {
    this.#cutter = this.#newCutter();
    const stream = 'http://etherx.jabber.org/streams';
    this.send(
      `<?xml version='1.0'?><stream:stream xmlns='${xmlns}' xmlns:stream='${stream}' to='${to}' version='1.0'>`,
    );
    return this.next();
  }

  /** After `<proceed/>`. */
  async startTls(options: ConnectionOptions): Promise<TLSSocket> {
    const raw = this.socket.removeAllListeners('data').removeAllListeners('close');
    const socket = connectTls({ socket: raw, servername: 'localhost', ...options });
    this.socket = socket;
    this.#closed = this.#watch();
    await once(socket, 'secureConnect');
    return socket;
  }

  /** Logs in with PLAIN and binds, on a stream whose features came. */
  async login(name: string, resource = 'tcp'): Promise<this> {
    this.send(plain(name, 'secret'));
    const answer = await this.next();
    if (answer.name !== 'success') throw new Error(`expected success, got ${String(answer)}`);
    await this.open();
    this.send(
      `<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>${resource}</resource></bind></iq>`,
    );
    this.jid = (await this.next()).getChild('bind')?.getChildText('jid') ?? '';
    return this;
  }

  #newCutter(): StreamCutter {
    const reader = new StreamReader();
    return new StreamCutter((text) => {
      this.#all.push(text);
      const piece = reader.read(text);
      const waiting = this.#waiting.shift();
      if (waiting === undefined) this.#pieces.push(piece);
      else waiting(piece);
    });
  }

  #watch(): Promise<unknown> {
    this.socket.on('data', (bytes: Buffer) => this.#cutter.write(bytes));
    this.socket.on('error', () => undefined);
    return new Promise((resolve) => this.socket.once('close', resolve));
  }
}
