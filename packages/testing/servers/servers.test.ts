import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { describeOnServers } from './describe-on-servers.js';
import { findCommand, missingProgram } from './installed.js';
import { reservePorts } from './ports.js';

const authorize = (user: string, password: string): string =>
  `<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>` +
  `${Buffer.from(`\0${user}\0${password}`).toString('base64')}</auth>`;
const open = `<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='localhost' version='1.0'/>`;

/** Logs in by PLAIN; says how it went and hands out the socket. */
async function logIn(ws: string, user: string, password: string) {
  const socket = new WebSocket(ws, 'xmpp');
  const closed = once(socket, 'close');
  const answer = new Promise<string>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('open', () => socket.send(open));
    socket.on('message', (data) => {
      const frame = (data as Buffer).toString();
      if (frame.includes('<mechanisms')) socket.send(authorize(user, password));
      const outcome = /^<(success|failure)/.exec(frame)?.[1];
      if (outcome !== undefined) resolve(outcome);
    });
  });
  return { outcome: await answer, socket, closed };
}

/** Binds, so that the server knows a session; resolves with the answer. */
async function bind(socket: WebSocket): Promise<string> {
  const bound = new Promise<string>((resolve) => {
    socket.on('message', (data) => {
      const frame = (data as Buffer).toString();
      if (frame.includes('<bind') && frame.includes('features')) {
        socket.send(
          `<iq xmlns='jabber:client' type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>`,
        );
      } else if (frame.includes("'b'") || frame.includes('"b"')) resolve(frame);
    });
  });
  socket.send(open);
  return bound;
}

describeOnServers('a private server', (openServer) => {
  it('lets an account in that was made a moment ago', async () => {
    const { ws, addUser } = openServer();
    await addUser('romeo', `it's "100\\%" ♥`);
    const login = await logIn(ws, 'romeo', `it's "100\\%" ♥`);
    login.socket.close();
    expect(login.outcome).toBe('success');
  });

  it('refuses a wrong password', async () => {
    const login = await logIn(openServer().ws, 'alice', 'bob-pw');
    login.socket.close();
    expect(login.outcome).toBe('failure');
  });

  it('refuses to make an account twice', async () => {
    const { addUser } = openServer();
    await expect(addUser('alice')).rejects.toThrow();
  });

  it('ends the streams of a user who is kicked, and of nobody else', async () => {
    const { ws, kick } = openServer();
    const alice = await logIn(ws, 'alice', 'alice-pw');
    const bob = await logIn(ws, 'bob', 'bob-pw');
    await bind(alice.socket);
    await bind(bob.socket);
    const frames: string[] = [];
    alice.socket.on('message', (data) => frames.push((data as Buffer).toString()));
    await kick('alice');
    await alice.closed;
    expect(frames.join('')).toMatch(/<stream:error|<close/);
    expect(bob.socket.readyState).toBe(WebSocket.OPEN);
    bob.socket.close();
  });
});

describe('serve', () => {
  const script = fileURLToPath(new URL('serve', import.meta.url));
  const withProsody = missingProgram('prosody') === undefined ? it : it.skip;

  withProsody('leaves no process and no folder when its standard input ends', async () => {
    const block = await reservePorts();
    const child = spawn(script, ['prosody', String(block.base)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const folder = line.replace(/^ready /, '');
    expect(processesNaming(folder)).not.toBe('');
    child.stdin.end();
    expect(await once(child, 'exit')).toEqual([0, null]);
    await block.release();
    expect(() => execFileSync('ls', [folder], { stdio: 'ignore' })).toThrow();
    expect(processesNaming(folder)).toBe('');
  });

  withProsody('says with a status of its own that a port is taken', async () => {
    const block = await reservePorts();
    const thief = createServer().listen(block.base, '127.0.0.1');
    await once(thief, 'listening');
    const child = spawn(script, ['prosody', String(block.base)], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    expect(await once(child, 'exit')).toEqual([3, null]);
    thief.close();
    await block.release();
  });
});

describe('a block of ports', () => {
  it('is not given out twice', async () => {
    const first = await reservePorts(() => 0.5);
    let tries = 0;
    const second = await reservePorts(() => (tries++ === 0 ? 0.5 : 0.25));
    expect(second.base).not.toBe(first.base);
    await first.release();
    await second.release();
    const again = await reservePorts(() => 0.5);
    expect(again.base).toBe(first.base);
    await again.release();
  });
});

describe('a missing program', () => {
  it('is found by its absence from the path', () => {
    expect(findCommand('no-such-command')).toBeUndefined();
    expect(findCommand('ls')).toMatch(/\/ls$/);
  });
});

const processesNaming = (folder: string): string => {
  try {
    return execFileSync('pgrep', ['-f', folder], { encoding: 'utf8' });
  } catch {
    return ''; // pgrep's way to say that there is none
  }
};
