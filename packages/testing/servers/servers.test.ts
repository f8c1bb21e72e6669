import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { connect as connectTls } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { describeOnServers, describeWith } from './describe-on-servers.js';
import { findCommand } from './installed.js';
import { FIRST_PORT, PORTS, reservePorts } from './ports.js';
import { startServer } from './real-server.js';
import { serverFeatures, type ServerFeature, type TestServer } from './test-server.js';

const BIND = `<iq xmlns='jabber:client' type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>`;
const ENABLE = `<enable xmlns='urn:xmpp:sm:3' resume='true'/>`;
const OPEN = `<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='localhost' version='1.0'/>`;

/** A client that knows frames as text: the servers are looked at without any of our own code. */
class Frames {
  readonly all: string[] = [];
  readonly socket: WebSocket;
  readonly closed: Promise<unknown>;
  readonly #heard = new EventTarget();

  constructor(ws: string) {
    this.socket = new WebSocket(ws, 'xmpp');
    this.closed = once(this.socket, 'close');
    this.socket.on('message', (data: Buffer) => {
      this.all.push(data.toString());
      this.#heard.dispatchEvent(new Event('frame'));
    });
  }

  /** Sends `xml` and resolves with the first frame after it that `pattern` fits. */
  async ask(xml: string, pattern: RegExp): Promise<string> {
    if (this.socket.readyState === WebSocket.CONNECTING) await once(this.socket, 'open');
    const start = this.all.length;
    this.socket.send(xml);
    for (;;) {
      const answer = this.all.slice(start).find((frame) => pattern.test(frame));
      if (answer !== undefined) return answer;
      await once(this.#heard, 'frame');
    }
  }

  /** `success` or `failure`. */
  async authenticate(user: string, password: string): Promise<string | undefined> {
    await this.ask(OPEN, /<mechanisms/);
    const response = Buffer.from(`\0${user}\0${password}`).toString('base64');
    const auth = `<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${response}</auth>`;
    return /^<(\w+)/.exec(await this.ask(auth, /^<(success|failure)/))?.[1];
  }

  async bind(): Promise<void> {
    await this.ask(OPEN, /<bind/);
    await this.ask(BIND, /<jid>/);
  }
}

async function session({ ws }: TestServer, user: string): Promise<Frames> {
  const frames = new Frames(ws);
  await frames.authenticate(user, `${user}-pw`);
  await frames.bind();
  return frames;
}

/** What a server says first, at the end of which `pattern` stands. */
async function opened(
  socket: Socket,
  pattern: RegExp,
  header = `xmlns='jabber:client' to='localhost' version='1.0'`,
): Promise<string> {
  const stream = `xmlns:stream='http://etherx.jabber.org/streams'`;
  socket.write(`<?xml version='1.0'?><stream:stream ${stream} ${header}>`);
  let text = '';
  while (!pattern.test(text)) text += String((await once(socket, 'data'))[0]);
  socket.destroy();
  return text;
}

describeOnServers('a private server', (openServer) => {
  it('is there at all its addresses, with a certificate of its own authority', async () => {
    const { wss, tcp, tls, ca, component } = openServer();
    const secured = new WebSocket(wss, 'xmpp', { ca });
    await once(secured, 'open');
    secured.terminate();
    const open = /<\/stream:features>$/u;
    const clear = connect({ port: Number(new URL(tcp).port), host: '127.0.0.1' });
    expect(await opened(clear, open)).toContain('urn:ietf:params:xml:ns:xmpp-tls');
    const accepting = connect({ port: Number(new URL(component.url).port), host: '127.0.0.1' });
    const header = `xmlns='jabber:component:accept' to='${component.domain}'`;
    expect(await opened(accepting, /<stream:stream [^>]*id=[^>]*>/u, header)).toContain(
      component.domain,
    );
    const direct = connectTls({ port: Number(new URL(tls).port), host: '127.0.0.1', ca });
    await once(direct, 'secureConnect');
    expect(await opened(direct, open)).not.toContain('urn:ietf:params:xml:ns:xmpp-tls');
  });

  it('lets an account in that was made a moment ago', async () => {
    const { ws, addUser } = openServer();
    await addUser('romeo', `it's "100\\%" ♥`);
    const romeo = new Frames(ws);
    expect(await romeo.authenticate('romeo', `it's "100\\%" ♥`)).toBe('success');
    romeo.socket.close();
  });

  it('refuses a wrong password', async () => {
    const alice = new Frames(openServer().ws);
    expect(await alice.authenticate('alice', 'bob-pw')).toBe('failure');
    alice.socket.close();
  });

  it('refuses to make an account twice', async () => {
    const { addUser } = openServer();
    await expect(addUser('alice')).rejects.toThrow();
  });

  it('ends the streams of a user who is kicked, and of nobody else', async () => {
    const server = openServer();
    const alice = await session(server, 'alice');
    const bob = await session(server, 'bob');
    await server.kick('alice');
    await alice.closed;
    expect(alice.all.join('')).toMatch(/<stream:error/);
    expect(bob.socket.readyState).toBe(WebSocket.OPEN);
    bob.socket.close();
  });

  it('has the features that suites may ask for, and no others', async () => {
    const server = openServer();
    const found = await featuresOf(await session(server, 'carol'));
    expect(found).toEqual(serverFeatures.filter((feature) => server.supports(feature)));
  });
});

/** What shows in the text of all frames that a server has a feature. */
const SIGNS: Readonly<Record<ServerFeature, RegExp>> = {
  'scram-sha-256': />SCRAM-SHA-256</,
  'scram-sha-512': />SCRAM-SHA-512</,
  'stream-management': /<enabled [^>]*resume=["'](true|1)/,
  carbons: /urn:xmpp:carbons:2/,
  archive: /urn:xmpp:mam:2["']/,
  rooms: /<feature var=["']http:\/\/jabber.org\/protocol\/muc["']/,
  pep: /<identity [^>]*type=["']pep["']/,
  pubsub:
    /<identity [^>]*category=["']pubsub["'][^>]*type=["']service["']|<identity [^>]*type=["']service["'][^>]*category=["']pubsub["']/,
  'bookmarks-conversion': /urn:xmpp:bookmarks:1#compat["']/,
  registration: /http:\/\/jabber.org\/features\/iq-register/,
  upload: /urn:xmpp:http:upload:0/,
  mix: /urn:xmpp:mix:core:1["']/,
};

async function featuresOf(frames: Frames): Promise<ServerFeature[]> {
  const places = ['', 'carol@', 'conference.', 'pubsub.', 'upload.', 'mix.'].map(
    (part) => `${part}localhost`,
  );
  for (const place of places) {
    const query = `<query xmlns='http://jabber.org/protocol/disco#info'/>`;
    const iq = `<iq xmlns='jabber:client' type='get' id='${place}' to='${place}'>${query}</iq>`;
    await frames.ask(iq, new RegExp(`id=["']${place}["']`));
  }
  if (frames.all.join('').includes('urn:xmpp:sm:3')) await frames.ask(ENABLE, /<(enabled|failed)/);
  frames.socket.close();
  const text = frames.all.join('');
  return serverFeatures.filter((feature) => SIGNS[feature].test(text));
}

describeWith('prosody', 'serve', () => {
  const script = fileURLToPath(new URL('serve', import.meta.url));

  it('leaves no process and no folder when its standard input ends', async () => {
    const { base, release } = await reservePorts();
    const child = spawn(script, ['prosody', String(base)], { stdio: ['pipe', 'pipe', 'inherit'] });
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const folder = line.replace(/^ready /, '');
    expect(processesNaming(folder)).not.toBe('');
    child.stdin.end();
    expect(await once(child, 'exit')).toEqual([0, null]);
    await release();
    expect(existsSync(folder)).toBe(false);
    expect(processesNaming(folder)).toBe('');
  });

  it('starts again with what was stored, and without its streams', async () => {
    const server = await startServer('prosody');
    try {
      await server.addUser('zoe');
      const frames = new Frames(server.ws);
      await frames.authenticate('zoe', 'zoe-pw');
      await server.restart();
      await frames.closed;
      expect(await new Frames(server.ws).authenticate('zoe', 'zoe-pw')).toBe('success');
    } finally {
      await server.stop();
    }
  }, 60_000);

  it('says with a status of its own that a port is taken', async () => {
    const { base, release } = await reservePorts();
    const other = createServer().listen(base, '127.0.0.1');
    await once(other, 'listening');
    const child = spawn(script, ['prosody', String(base)], { stdio: ['pipe', 'pipe', 'ignore'] });
    expect(await once(child, 'exit')).toEqual([3, null]);
    other.close();
    await release();
  });
});

const processesNaming = (folder: string): string => {
  try {
    return execFileSync('pgrep', ['-f', folder], { encoding: 'utf8' });
  } catch {
    return ''; // pgrep's way to say that there is none
  }
};

describe('a block of ports', () => {
  it('is not given out twice, and given out again when it is free', async () => {
    const first = await reservePorts();
    // In the middle of the block: fractions are not exact.
    const sameAsFirst = () => (first.base - FIRST_PORT + 5) / PORTS;
    const answers = [sameAsFirst];
    const second = await reservePorts(() => (answers.pop() ?? Math.random)());
    expect(second.base).not.toBe(first.base);
    await first.release();
    await second.release();
    const again = await reservePorts(sameAsFirst);
    expect(again.base).toBe(first.base);
    await again.release();
  });
});

describe('a program', () => {
  it('is looked for on the path', () => {
    expect(findCommand('no-such-command')).toBeUndefined();
    expect(findCommand('ls')).toMatch(/\/ls$/);
  });
});
