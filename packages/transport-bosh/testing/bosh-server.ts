/**
 * The server's side of BOSH for the tests of this package, with what can go wrong on the way. It shares
 * no code with the transport.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse, write, type XmlElement } from '@xec/stanza';

const NS = `xmlns='http://jabber.org/protocol/httpbind'`;

/** How long a session lasts without a request: more than `inactivity` says, so that nobody is late. */
const IDLE_MS = 1200;

/** One session. */
export class BoshPeer {
  /** Elements of the client, in order. */
  readonly frames: string[] = [];
  /** Attributes of each request, in order. */
  readonly requests: XmlElement['attrs'][] = [];
  readonly ended: Promise<void>;
  readonly #waiting: { rid: number; response: ServerResponse }[] = [];
  readonly #answers = new Map<number, string>();
  readonly #early = new Map<number, () => void>();
  #unsent: string[] = [];
  #expected = 0;
  #isOver = false;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #tellEnded: () => void = () => undefined;
  #tellFrame: () => void = () => undefined;
  #read = 0;

  constructor(
    readonly server: BoshServer,
    readonly sid: string,
  ) {
    this.ended = new Promise((resolve) => (this.#tellEnded = resolve));
  }

  /** Says an element as soon as there is a request to answer. */
  send(element: string): void {
    this.#unsent.push(element);
    setImmediate(() => this.#flush());
  }

  async nextFrame(): Promise<string> {
    while (this.frames.length <= this.#read) {
      await new Promise<void>((resolve) => (this.#tellFrame = resolve));
    }
    return this.frames[this.#read++] ?? '';
  }

  /** Ends the session. */
  terminate(condition?: string, child = ''): void {
    const attribute = condition === undefined ? '' : ` condition='${condition}'`;
    setImmediate(() => {
      if (this.#waiting.length === 0) return this.terminate(condition, child);
      this.#answer(`type='terminate'${attribute}`, child);
      this.#end();
    });
  }

  /** Forgets the session: whoever asks is told so. */
  forget(): void {
    this.#end();
    for (const { response } of this.#waiting.splice(0)) response.destroy();
  }

  /** Takes a request when its turn has come. */
  take(el: XmlElement, text: string, response: ServerResponse): void {
    const rid = Number(el.attrs['rid']);
    if (this.#isOver) {
      this.#say(response, `type='terminate' condition='item-not-found'`, '');
      return;
    }
    clearTimeout(this.#idle);
    const known = this.#answers.get(rid);
    if (known !== undefined) {
      if (this.server.losesAnswers-- > 0) response.destroy();
      else response.end(known);
      return;
    }
    if (this.#expected === 0) this.#expected = rid;
    if (rid > this.#expected) {
      this.#early.set(rid, () => this.take(el, text, response));
      return;
    }
    if (rid === this.#expected) this.#takeNew(el, text);
    response.on('close', () => this.#closed(response));
    this.#waiting.push({ rid, response });
    if (el.attrs['type'] === 'terminate') {
      while (this.#waiting.length > 0) this.#answer(`type='terminate'`, this.#unsent.join(''));
      return this.#end();
    }
    if (this.#expected === rid + 1 && this.requests.length === 1)
      this.#answer(this.server.terms(this.sid), '');
    else this.#flush();
    this.#early.get(this.#expected)?.();
  }

  #takeNew(el: XmlElement, text: string): void {
    this.#expected += 1;
    this.requests.push(el.attrs);
    const content = /^<body[^>]*>([^]*)<\/body>$/u.exec(text)?.[1] ?? '';
    const frames = parse(`<x>${content}</x>`).children.map((child) => write(child as XmlElement)); // no text between them
    this.frames.push(...frames);
    this.#tellFrame();
  }

  /** Answers with what waits, and keeps one request at most. */
  #flush(): void {
    if (this.#waiting.length > 0 && this.#unsent.length > 0) {
      this.#answer('', this.#unsent.splice(0).join(''));
    }
    while (this.#waiting.length > 1) this.#answer('', '');
  }

  #answer(attributes: string, content: string): void {
    const first = this.#waiting.shift();
    if (first === undefined) return;
    this.#answers.set(first.rid, this.#say(first.response, attributes, content));
    if (this.#waiting.length === 0) this.#idle = setTimeout(() => this.#end(), IDLE_MS);
  }

  #say(response: ServerResponse, attributes: string, content: string): string {
    const text = `<body ${NS} xmlns:xmpp='urn:xmpp:xbosh' xmlns:stream='http://etherx.jabber.org/streams' ${attributes}>${content}</body>`;
    response.setHeader('content-type', 'text/xml; charset=utf-8');
    if (this.server.losesAnswers > 0) {
      this.server.losesAnswers -= 1;
      response.destroy();
    } else response.end(text);
    return text;
  }

  /** A held request whose connection ended: a client that is gone. */
  #closed(response: ServerResponse): void {
    const at = this.#waiting.findIndex((held) => held.response === response);
    if (at < 0) return;
    this.#waiting.splice(at, 1);
    this.#end();
  }

  #end(): void {
    clearTimeout(this.#idle);
    this.#isOver = true;
    this.#tellEnded();
  }
}

export class BoshServer {
  readonly sessions = new Map<string, BoshPeer>();
  /** How many answers are lost on the way, from now on. */
  losesAnswers = 0;
  /** HTTP statuses to answer the next requests with. */
  readonly statuses: number[] = [];
  /** Answers the next POST with this. */
  raw: Buffer | undefined;
  /** How the first request of a session is answered. */
  terms = (sid: string): string =>
    `sid='${sid}' wait='60' requests='2' hold='1' inactivity='1' polling='5' from='xmpp.example' authid='id-${sid}' xmpp:version='1.0'`;
  /** The requests that came, of whatever kind. */
  readonly methods: string[] = [];
  readonly #http = createServer((request, response) => void this.#take(request, response));
  readonly #accepting: ((peer: BoshPeer) => void)[] = [];

  static async start(): Promise<BoshServer> {
    const server = new BoshServer();
    server.#http.listen(0, '127.0.0.1');
    await once(server.#http, 'listening');
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#http.address() as AddressInfo).port)}/http-bind`; // TCP servers have an AddressInfo
  }

  accepted(): Promise<BoshPeer> {
    return new Promise((resolve) => this.#accepting.push(resolve));
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#http.close(resolve));
    this.#http.closeAllConnections();
    for (const peer of this.sessions.values()) peer.forget();
    await closed;
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.methods.push(request.method ?? '');
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer); // no encoding was set
    const status = this.statuses.shift();
    if (status !== undefined) return void response.writeHead(status).end();
    if (request.method !== 'POST') return void response.end('Here is BOSH.');
    if (this.raw !== undefined) return void response.end(this.raw);
    const text = Buffer.concat(parts).toString();
    const el = parse(text);
    this.#session(el).take(el, text, response);
  }

  #session(el: XmlElement): BoshPeer {
    const sid = String(el.attrs['sid'] ?? `s${String(this.sessions.size)}`);
    const known = this.sessions.get(sid);
    if (known !== undefined) return known;
    const peer = new BoshPeer(this, sid);
    this.sessions.set(sid, peer);
    this.#accepting.shift()?.(peer);
    return peer;
  }
}
