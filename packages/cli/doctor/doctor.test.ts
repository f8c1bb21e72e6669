import { afterEach, describe, expect, it } from '@jest/globals';
import { startDevServer, type DevServer, type DevServerOptions } from '@xec/devserver';
import { xec, type Outcome } from '../testing/run-cli.js';

let server: DevServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

const start = async (options: DevServerOptions = {}): Promise<DevServer> => {
  server = await startDevServer({
    accounts: { alice: 'secret' },
    say: () => undefined,
    ...options,
  });
  return server;
};

const examine = (jid: string, password: string | undefined, ...more: string[]): Promise<Outcome> =>
  xec(['doctor', jid, '--service', server?.url ?? 'ws://127.0.0.1:1/', ...more], {
    env: password === undefined ? {} : { XEC_PASSWORD: password },
    askSecret: () => Promise.reject(new Error('the doctor asks nobody')),
  });

describe('xec doctor', () => {
  it('finds a server well', async () => {
    const { url } = await start();
    const { code, out } = await examine('alice@localhost/phone', 'secret');
    expect(out).toContain(`✓ ${url} answers`);
    expect(out).toContain('! no TLS: nobody else sees it');
    expect(out).toContain('✓ a stream opens over WebSocket');
    expect(out).toContain('✓ ways to log in: SCRAM-SHA-512');
    expect(out).toContain('✓ the login succeeds, with SCRAM-SHA-512');
    expect(out).toContain('✓ bound as alice@localhost/phone');
    expect(out).toContain('stream management');
    expect(out).toContain('✓ the server answers a ping');
    expect(out).not.toContain('✗');
    expect(code).toBe(0);
  });

  it('looks as far as it can without a password', async () => {
    await start();
    const { code, out } = await examine('alice@localhost', undefined);
    expect(out).toContain('! the login was not tried: no password was given');
    expect(code).toBe(0);
  });

  it('logs in without an account where it is told to', async () => {
    await start({ anonymous: true });
    const { code, out } = await examine('localhost', undefined, '--anonymous');
    expect(out).toContain('✓ the login succeeds, with ANONYMOUS');
    expect(code).toBe(0);
  });

  it('notes a resource that the server imposes', async () => {
    await start({ imposeResource: 'mine' });
    const { code, out } = await examine('alice@localhost/phone', 'secret');
    expect(out).toContain('! bound as alice@localhost/mine: the server imposes a resource');
    expect(code).toBe(0);
  });

  it.each<[what: string, options: DevServerOptions, jid: string, password: string, found: string]>([
    ['a wrong password', {}, 'alice@localhost', 'guess', '→ The name or the password is wrong'],
    ['another domain', {}, 'alice@elsewhere.example', 'secret', '✗ .*host-unknown'],
    ['only PLAIN', { mechanisms: ['PLAIN'] }, 'alice@localhost', 'secret', '--allow-plain'],
  ])('says what is wrong: %s', async (_what, options, jid, password, found) => {
    await start(options);
    const { code, out } = await examine(jid, password);
    expect(out).toMatch(new RegExp(found));
    expect(out).not.toContain(password);
    expect(code).toBe(1);
  });

  it('says that nobody listens', async () => {
    const { code, out } = await examine('alice@localhost', 'secret');
    expect(out).toContain('✗ ws://127.0.0.1:1/');
    expect(out).toContain('→ ');
    expect(code).toBe(1);
  });

  it('says that a web server refuses', async () => {
    (await start()).faults.refuseConnections(404);
    const { code, out } = await examine('alice@localhost', 'secret');
    expect(out).toContain('→ Check the port and the path of the address');
    expect(code).toBe(1);
  });

  it('says that a server cannot prove that it knows the account', async () => {
    (await start()).faults.badServerSignature('alice', 'wrong');
    const { code, out } = await examine('alice@localhost', 'secret');
    expect(out).toContain('✗ the login was refused');
    expect(code).toBe(1);
  });

  it('says where it looked for a server, and what there was', async () => {
    // An address, which has no records; nobody listens there.
    const { code, out } = await xec(['doctor', 'alice@127.9.9.9']);
    expect(out).toMatch(/^! .*xmpp:\/\/127\.9\.9\.9:5222.* \(the usual port of the domain/);
    expect(out).toContain('✗ no server of 127.9.9.9 was found\n  → Ask the people who run it');
    expect(code).toBe(1);
  });

  it('does not try an address of another protocol', async () => {
    const { code, err } = await xec(['doctor', 'alice@localhost', '--service', 'ftp://x.example/']);
    expect(err).toContain('expected --service as wss://');
    expect(code).toBe(2);
  });

  it('is used wrongly without a JID', async () => {
    expect(await xec(['doctor'])).toMatchObject({ code: 2 });
    expect(await xec(['doctor', 'a@b@c'])).toMatchObject({ code: 2 });
  });
});
