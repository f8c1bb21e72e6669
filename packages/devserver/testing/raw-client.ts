/**
 * A client for the tests of this package: frames in, frames out, nothing by itself.
 */
import { parse, type XmlElement } from '@xec/stanza';
import { WebSocket } from 'ws';

export class RawClient {
  readonly #frames: XmlElement[] = [];
  readonly #waiting: ((el: XmlElement) => void)[] = [];
  /** How the WebSocket ended. */
  readonly closed: Promise<{ code: number; reason: string }>;
  isClosed = false;
  /** The full JID, once bound. */
  jid = '';

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data) => this.#take(parse((data as Buffer).toString())));
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) =>
      socket.on('close', (code, reason) => {
        this.isClosed = true;
        resolve({ code, reason: String(reason) });
      }),
    );
  }

  static connect(url: string, protocols: string[] = ['xmpp']): Promise<RawClient> {
    const socket = new WebSocket(url, protocols);
    const client = new RawClient(socket);
    return new Promise((resolve, reject) => {
      socket.once('open', () => resolve(client));
      socket.once('error', reject);
    });
  }

  /** Connects and logs in with PLAIN; what comes next is bind, or a resumption. */
  static async authenticate(url: string, name: string): Promise<RawClient> {
    const client = await RawClient.connect(url);
    await client.open();
    client.send(plain(name, 'secret'));
    const answer = await client.next();
    if (answer.name !== 'success') throw new Error(`expected success, got ${String(answer)}`);
    await client.open();
    return client;
  }

  /** Connects, logs in with PLAIN and binds. */
  static async login(url: string, name: string, resource?: string): Promise<RawClient> {
    const client = await RawClient.authenticate(url, name);
    await client.bind(resource);
    return client;
  }

  /** Logs in, asks for the roster and becomes available; answers so far are dropped. */
  static async online(url: string, name: string, resource?: string): Promise<RawClient> {
    const client = await RawClient.login(url, name, resource);
    client.send(
      `<iq xmlns='jabber:client' type='get' id='roster'><query xmlns='jabber:iq:roster'/></iq>`,
    );
    client.send(`<presence xmlns='jabber:client'/>`);
    await client.settle();
    return client;
  }

  send(frame: string): void {
    this.socket.send(frame);
  }

  /** The next frame. */
  next(): Promise<XmlElement> {
    const frame = this.#frames.shift();
    if (frame !== undefined) return Promise.resolve(frame);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Opens the stream; the features. */
  async open(to = 'localhost'): Promise<XmlElement> {
    this.send(`<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='${to}' version='1.0'/>`);
    await this.next();
    return this.next();
  }

  async bind(resource?: string): Promise<XmlElement> {
    const child = resource === undefined ? '' : `<resource>${resource}</resource>`;
    this.send(
      `<iq xmlns='jabber:client' type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>${child}</bind></iq>`,
    );
    const answer = await this.next();
    this.jid = answer.getChild('bind')?.getChildText('jid') ?? '';
    return answer;
  }

  /** Enables stream management (XEP-0198); the id to resume with. */
  async enable(attributes = `resume='true'`): Promise<string> {
    this.send(`<enable xmlns='urn:xmpp:sm:3' ${attributes}/>`);
    return String((await this.next()).attrs['id']);
  }

  /** Asks to resume; the answer. */
  resume(previd: string, h: number): Promise<XmlElement> {
    this.send(`<resume xmlns='urn:xmpp:sm:3' previd='${previd}' h='${h}'/>`);
    return this.next();
  }

  /** What the server says that it handled; what came before it is dropped. */
  async handled(): Promise<number> {
    this.send(`<r xmlns='urn:xmpp:sm:3'/>`);
    return Number((await this.until('a')).pop()?.attrs['h']);
  }

  /** The frames up to and with the next one of this name. */
  async until(name: string): Promise<XmlElement[]> {
    const frames: XmlElement[] = [];
    for (;;) {
      const frame = await this.next();
      frames.push(frame);
      if (frame.getName() === name) return frames;
    }
  }

  /** Sends a request and waits for the frame with its id; what came before it stays. */
  async request(iq: string): Promise<XmlElement> {
    const id = parse(iq).attrs['id'] as string; // requests of the tests have one
    this.send(iq);
    const before: XmlElement[] = [];
    for (;;) {
      const frame = await this.next();
      if (frame.attrs['id'] === id) {
        this.#frames.unshift(...before);
        return frame;
      }
      before.push(frame);
    }
  }

  #pings = 0;

  /** Everything that came until the server answered a ping: no frame is on its way any more. */
  async settle(): Promise<XmlElement[]> {
    const id = `settle-${++this.#pings}`;
    this.send(
      `<iq xmlns='jabber:client' type='get' id='${id}' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>`,
    );
    const frames: XmlElement[] = [];
    for (;;) {
      const frame = await this.next();
      if (frame.attrs['id'] === id) return frames;
      frames.push(frame);
    }
  }

  #take(el: XmlElement): void {
    const waiting = this.#waiting.shift();
    if (waiting === undefined) this.#frames.push(el);
    else waiting(el);
  }
}

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** `<auth/>` with an initial response. */
export const auth = (mechanism: string, message: string): string =>
  `<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='${mechanism}'>${base64(message)}</auth>`;

export const response = (message: string): string =>
  `<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>${base64(message)}</response>`;

export const plain = (name: string, password: string): string =>
  auth('PLAIN', `\0${name}\0${password}`);
