import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  bind2Request,
  enableCarbons,
  enableStreamManagement,
  fastLogin,
  readBound2,
  readFastFeature,
  readFastToken,
  readSasl2Reply,
  readScramUpgradeSalt,
  readStreamFeatures,
  readStreamManagement,
  requestFastToken,
  resumeStream,
  sasl2Abort,
  sasl2Authenticate,
  sasl2Next,
  sasl2TaskData,
  scramUpgradeHash,
  write,
  type Element,
  type FastLogin,
  type FastToken,
  type Sasl2Reply,
  type Sasl2Request,
  type XmlElement,
} from '@xec/stanza';
import type { DevServer } from '../index.js';
import type { DevServerOptions } from '../options.js';
import type { RawClient } from '../testing/raw-client.js';
import { connect, online, startServer } from '../testing/servers.js';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const userAgent = { id: 'd4565fa7-4d72-4749-b3d3-740edbf87770', software: 'Test' };
const start = (options: DevServerOptions = {}) => startServer({ sasl2: true, ...options });

/** A client whose stream is open. */
async function opened(server: DevServer): Promise<RawClient> {
  const client = await connect(server);
  await client.open();
  return client;
}

const say = (client: RawClient, el: Element): void => client.send(write(el));

async function reply(client: RawClient): Promise<Sasl2Reply> {
  const el = await client.next();
  const read = readSasl2Reply(el);
  if (read === undefined) throw new Error(`expected an answer of SASL2, got ${String(el)}`);
  return read;
}

type Success = Extract<Sasl2Reply, { kind: 'success' }>;

async function success(client: RawClient): Promise<Success> {
  const answer = await reply(client);
  if (answer.kind !== 'success') throw new Error(`expected success, got ${answer.kind}`);
  return answer;
}

/** Logs in with PLAIN. */
function logIn(client: RawClient, change: Partial<Sasl2Request> = {}, name = 'alice') {
  const initial = bytes(`\0${name}\0secret`);
  say(client, sasl2Authenticate({ mechanism: 'PLAIN', initial, userAgent, ...change }));
  return success(client);
}

const find = (elements: readonly Element[], name: string): Element | undefined =>
  elements.find((el) => el.getName() === name);

describe('SASL2', () => {
  it('is offered, with what goes with it', async () => {
    const client = await connect(await start({ sasl2: { upgrades: ['UPGR-SCRAM-SHA-256'] } }));
    const features = readStreamFeatures(await client.open());
    expect(features?.sasl2?.mechanisms).toEqual(features?.mechanisms);
    expect(features?.sasl2?.inline.map((el) => el.getNS())).toEqual([
      'urn:xmpp:sm:3',
      'urn:xmpp:bind:0',
      'urn:xmpp:fast:0',
    ]);
    expect(features?.sasl2?.upgrades).toEqual(['UPGR-SCRAM-SHA-256']);
    // Bound to nothing: this connection has no TLS.
    expect(readFastFeature(features?.sasl2?.inline ?? [])?.mechanisms).toEqual(['HT-SHA-256-NONE']);
  });

  it('logs in without a new stream, and offers the rest at once', async () => {
    const client = await opened(await start());
    const { jid, data } = await logIn(client);
    expect(jid.toString()).toBe('alice@localhost');
    expect(data).toBeUndefined();
    const features = readStreamFeatures(await client.next());
    expect(features?.namespaces).toContain('urn:ietf:params:xml:ns:xmpp-bind');
    await client.bind('here');
    expect(client.jid).toBe('alice@localhost/here');
  });

  it('has challenges, and a last word of the mechanism', async () => {
    const server = await start();
    const client = await opened(server);
    const initial = bytes('n,,n=alice,r=abc');
    say(client, sasl2Authenticate({ mechanism: 'SCRAM-SHA-256', initial }));
    const challenge = await reply(client);
    expect(challenge.kind).toBe('challenge');
    const first = Buffer.from(challenge.kind === 'challenge' ? challenge.data : []).toString();
    const { nonce = '', salt = '' } =
      /^r=(?<nonce>[^,]+),s=(?<salt>[^,]+)/.exec(first)?.groups ?? {};
    const salted = pbkdf2Sync('secret', Buffer.from(salt, 'base64'), 4096, 32, 'sha256');
    const withoutProof = `c=biws,r=${nonce}`;
    const message = `n=alice,r=abc,${first},${withoutProof}`;
    const { proof, signature } = scramProof(salted, message);
    client.send(
      `<response xmlns='urn:xmpp:sasl:2'>${Buffer.from(`${withoutProof},p=${proof}`).toString('base64')}</response>`,
    );
    const { data } = await success(client);
    expect(Buffer.from(data ?? []).toString()).toBe(`v=${signature}`);
  });

  it.each<[string, Partial<Sasl2Request>, string]>([
    ['a wrong password', { initial: bytes('\0alice\0no') }, 'not-authorized'],
    ['another mechanism', { mechanism: 'GSSAPI' }, 'invalid-mechanism'],
    [
      'a token of nobody',
      { mechanism: 'HT-SHA-256-NONE', initial: bytes('alice\0x') },
      'malformed-request',
    ],
    ['nothing at all', { initial: bytes('x') }, 'malformed-request'],
  ])('refuses %s, and lets the client try again', async (_what, change, condition) => {
    const client = await opened(await start());
    const request = { mechanism: 'PLAIN', inline: [bind2Request()], ...change };
    say(client, sasl2Authenticate(request));
    expect(await reply(client)).toMatchObject({ kind: 'failure', condition });
    expect((await logIn(client)).jid.toString()).toBe('alice@localhost');
  });

  it('refuses a stream of another account', async () => {
    const client = await connect(await start());
    client.send(
      `<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='localhost' from='bob@localhost' version='1.0'/>`,
    );
    await client.until('features');
    say(client, sasl2Authenticate({ mechanism: 'PLAIN', initial: bytes('\0alice\0secret') }));
    expect(await reply(client)).toMatchObject({ condition: 'invalid-authzid' });
  });

  it('can be given up', async () => {
    const client = await opened(await start());
    say(
      client,
      sasl2Authenticate({ mechanism: 'SCRAM-SHA-1', initial: bytes('n,,n=alice,r=abc') }),
    );
    expect((await reply(client)).kind).toBe('challenge');
    say(client, sasl2Abort());
    expect(await reply(client)).toMatchObject({ condition: 'aborted' });
  });

  it.each([
    `<presence xmlns='jabber:client'/>`,
    `<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'/>`,
    `<authenticate xmlns='urn:xmpp:sasl:2' mechanism='PLAIN'/>`,
  ])('ends the stream where something else comes: %s', async (frame) => {
    const client = await opened(await start());
    say(
      client,
      sasl2Authenticate({ mechanism: 'SCRAM-SHA-1', initial: bytes('n,,n=alice,r=abc') }),
    );
    await reply(client);
    client.send(frame);
    expect((await client.next()).name).toBe('stream:error');
  });

  it('is not there where it is not offered', async () => {
    const client = await opened(await startServer());
    say(client, sasl2Authenticate({ mechanism: 'PLAIN', initial: bytes('\0alice\0secret') }));
    expect((await client.next()).name).toBe('stream:error');
  });

  it('gives up after too many attempts', async () => {
    const client = await opened(await start());
    for (let i = 0; i < 5; i += 1) {
      say(client, sasl2Authenticate({ mechanism: 'PLAIN', initial: bytes('\0alice\0no') }));
      expect((await reply(client)).kind).toBe('failure');
    }
    expect((await client.next()).name).toBe('stream:error');
  });
});

describe('Bind 2', () => {
  const bind = bind2Request({
    tag: 'Test',
    inline: [enableCarbons(), enableStreamManagement()],
  });

  it('binds, and enables what is asked for', async () => {
    const server = await start();
    const client = await opened(server);
    const { jid, inline } = await logIn(client, { inline: [bind] });
    expect(jid.resource).toMatch(/^Test\/[\w-]{16}$/);
    expect(server.sessions()).toEqual([jid.toString()]);
    const [enabled] = readBound2(inline)?.inline ?? [];
    expect(enabled && readStreamManagement(enabled)).toMatchObject({ kind: 'enabled' });
    const features = readStreamFeatures(await client.next());
    expect(features?.namespaces).not.toContain('urn:ietf:params:xml:ns:xmpp-bind');
    expect(features?.namespaces).not.toContain('urn:xmpp:sm:3');

    // Carbons: what another resource gets comes here too.
    const other = await online(server, 'alice', 'other');
    const bob = await online(server, 'bob');
    bob.send(
      `<message xmlns='jabber:client' to='alice@localhost/other' type='chat'><body>hi</body></message>`,
    );
    expect((await client.until('message')).pop()?.getChild('received')).toBeDefined();
    await other.until('message');
  });

  it('gives a client the same resource again, and ends its earlier session', async () => {
    const server = await start();
    const first = await opened(server);
    const { jid } = await logIn(first, { inline: [bind] });
    const second = await opened(server);
    expect((await logIn(second, { inline: [bind] })).jid.toString()).toBe(jid.toString());
    await first.until('error');
    const third = await opened(server);
    const stranger = await logIn(third, { inline: [bind], userAgent: {} });
    expect(stranger.jid.toString()).not.toBe(jid.toString());
    expect(jid.toString()).not.toContain(userAgent.id);
  });

  it('does not use a tag that cannot stand in a resource', async () => {
    const client = await opened(await start());
    const { jid } = await logIn(client, { inline: [bind2Request({ tag: 'a\u0085b' })] });
    expect(jid.resource).toMatch(/^[\w-]+$/); // the server's own
  });

  it('does not bind where the login fails', async () => {
    const server = await start();
    const client = await opened(server);
    const initial = bytes('\0alice\0no');
    say(client, sasl2Authenticate({ mechanism: 'PLAIN', initial, inline: [bind] }));
    expect((await reply(client)).kind).toBe('failure');
    expect(server.sessions()).toEqual([]);
  });

  it('resumes before it binds', async () => {
    const server = await start();
    const lost = await opened(server);
    const { inline, jid } = await logIn(lost, { inline: [bind] });
    const [enabled] = readBound2(inline)?.inline ?? [];
    const id = String(enabled?.attrs['id']);
    await lost.settle();
    lost.socket.terminate();
    server.send(jid.toString(), `<message xmlns='jabber:client' id='waits'/>`);

    const client = await opened(server);
    const again = await logIn(client, { inline: [resumeStream(id, 1), bind] });
    const resumed = find(again.inline, 'resumed');
    expect(resumed && readStreamManagement(resumed)).toMatchObject({
      kind: 'resumed',
      id,
      handled: 1,
    });
    expect(readBound2(again.inline)).toBeUndefined();
    expect(again.jid.toString()).toBe(jid.toString());
    // No features: the stream goes on at once.
    expect((await client.next()).attrs['id']).toBe('waits');
  });

  it('binds where nothing can be resumed, and says both', async () => {
    const client = await opened(await start());
    const { inline, jid } = await logIn(client, { inline: [resumeStream('gone', 0), bind] });
    const failed = find(inline, 'failed');
    expect(failed && readStreamManagement(failed)).toMatchObject({
      kind: 'failed',
      condition: 'item-not-found',
    });
    expect(readBound2(inline)).toBeDefined();
    expect(jid.resource).toBeDefined();
    expect((await client.next()).getName()).toBe('features');
  });

  it('is left to RFC 6120 where it is not offered', async () => {
    const client = await opened(await start({ sasl2: { bind2: false } }));
    const { inline, jid } = await logIn(client, { inline: [bind] });
    expect(inline).toEqual([]);
    expect(jid.resource).toBeUndefined();
  });
});

describe('tokens', () => {
  const mechanism = 'HT-SHA-256-NONE';
  const proof = (token: string, role: string): Buffer =>
    createHmac('sha256', token).update(role).digest();

  /** Logs in with a password and gets a token. */
  async function token(server: DevServer): Promise<FastToken> {
    const { inline } = await logIn(await opened(server), { inline: [requestFastToken(mechanism)] });
    const given = readFastToken(inline);
    if (given === undefined) throw new Error('expected a token');
    return given;
  }

  async function use(
    server: DevServer,
    secret: string,
    how: Partial<FastLogin> = {},
    change: Partial<Sasl2Request> = {},
  ): Promise<Sasl2Reply> {
    const client = await opened(server);
    const initial = Buffer.concat([bytes('alice\0'), proof(secret, 'Initiator')]);
    const { inline = [], ...rest } = change;
    say(
      client,
      sasl2Authenticate({
        mechanism,
        initial,
        userAgent,
        inline: [fastLogin(how), ...inline],
        ...rest,
      }),
    );
    return reply(client);
  }

  const given = (answer: Sasl2Reply): FastToken | undefined =>
    answer.kind === 'success' ? readFastToken(answer.inline) : undefined;

  it('are given, used, and proved by the server', async () => {
    const server = await start();
    const { token: secret, expiry } = await token(server);
    expect(expiry.getTime()).toBeGreaterThan(Date.now());
    const answer = await use(server, secret, { count: 1 }, { inline: [bind2Request()] });
    expect(answer).toMatchObject({ kind: 'success' });
    expect(answer.kind === 'success' && Buffer.from(answer.data ?? [])).toEqual(
      proof(secret, 'Responder'),
    );
    expect(answer.kind === 'success' && answer.jid.resource).toBeDefined();
    expect(given(answer)).toBeUndefined();
  });

  it('count: no login is taken twice', async () => {
    const server = await start();
    const { token: secret } = await token(server);
    expect((await use(server, secret, { count: 5 })).kind).toBe('success');
    for (const count of [5, 4]) {
      expect(await use(server, secret, { count })).toMatchObject({ condition: 'not-authorized' });
    }
    expect((await use(server, secret, { count: 6 })).kind).toBe('success');
  });

  it('are replaced when they grow old; both are good until the new one is used', async () => {
    const server = await start({ sasl2: { fast: { lifetimeMs: 60_000, rotateMs: 60_001 } } });
    const { token: old } = await token(server);
    const next = given(await use(server, old));
    expect(next).toBeDefined();
    expect((await use(server, old)).kind).toBe('success'); // the answer may have been lost
    const last = given(await use(server, old));
    expect((await use(server, last?.token ?? '')).kind).toBe('success');
    expect(await use(server, old)).toMatchObject({ condition: 'not-authorized' });
    expect(await use(server, next?.token ?? '')).toMatchObject({ condition: 'not-authorized' });
  });

  it('are not good for ever', async () => {
    const server = await start({ sasl2: { fast: { lifetimeMs: 0 } } });
    const { token: secret } = await token(server);
    expect(await use(server, secret)).toMatchObject({ condition: 'credentials-expired' });
  });

  it('are forgotten when the client says so, and not replaced', async () => {
    const server = await start({ sasl2: { fast: { lifetimeMs: 60_000, rotateMs: 60_001 } } });
    const { token: secret } = await token(server);
    const answer = await use(server, secret, { invalidate: true });
    expect(answer.kind).toBe('success');
    expect(given(answer)).toBeUndefined();
    expect(await use(server, secret)).toMatchObject({ condition: 'not-authorized' });
  });

  it('are forgotten and asked for in one', async () => {
    const server = await start();
    const { token: secret } = await token(server);
    const inline = [requestFastToken(mechanism)];
    const next = given(await use(server, secret, { invalidate: true }, { inline }));
    expect(await use(server, secret)).toMatchObject({ kind: 'failure' });
    expect((await use(server, next?.token ?? '')).kind).toBe('success');
  });

  it.each<[string, Partial<Sasl2Request>, string]>([
    ['another client', { userAgent: { id: 'another' } }, 'not-authorized'],
    ['no client', { userAgent: {} }, 'malformed-request'],
    ['another mechanism', { mechanism: 'HT-SHA-256-EXPR' }, 'invalid-mechanism'],
    ['a mechanism for passwords', { mechanism: 'PLAIN' }, 'malformed-request'],
  ])('are not for %s', async (_what, change, condition) => {
    const server = await start();
    const { token: secret } = await token(server);
    expect(await use(server, secret, {}, change)).toMatchObject({ kind: 'failure', condition });
  });

  it('are not used without saying so', async () => {
    const server = await start();
    const { token: secret } = await token(server);
    const client = await opened(server);
    const initial = Buffer.concat([bytes('alice\0'), proof(secret, 'Initiator')]);
    say(client, sasl2Authenticate({ mechanism, initial, userAgent }));
    expect(await reply(client)).toMatchObject({ condition: 'malformed-request' });
  });

  it('are not given for a mechanism that is not offered, nor to a client without an id', async () => {
    const server = await start();
    const other = await logIn(await opened(server), {
      inline: [requestFastToken('HT-SHA-256-EXPR')],
    });
    expect(readFastToken(other.inline)).toBeUndefined();
    const inline = [requestFastToken(mechanism)];
    const nobody = await logIn(await opened(server), { inline, userAgent: {} });
    expect(readFastToken(nobody.inline)).toBeUndefined();
  });

  it('end with their account', async () => {
    const server = await start();
    const { token: secret } = await token(server);
    server.removeAccount('alice');
    server.addAccount('alice', 'secret');
    expect(await use(server, secret)).toMatchObject({ condition: 'not-authorized' });
  });
});

describe('an upgrade of SCRAM (XEP-0480)', () => {
  const options = { sasl2: { upgrades: ['UPGR-SCRAM-SHA-256', 'UPGR-SCRAM-SHA-512'] } };
  const wanted = ['UPGR-SCRAM-SHA-512', 'UPGR-SCRAM-SHA-256', 'UPGR-SCRAM-SHA-1'];

  /** A login that stands before its first task. */
  async function begun(upgrades: readonly string[]) {
    const client = await opened(await start(options));
    const initial = bytes('\0alice\0secret');
    say(client, sasl2Authenticate({ mechanism: 'PLAIN', initial, upgrades }));
    return client;
  }

  async function work(client: RawClient, task: string, password: string): Promise<void> {
    say(client, sasl2Next(task));
    const data = await reply(client);
    const salt = data.kind === 'task-data' ? data.content.map(readScramUpgradeSalt)[0] : undefined;
    if (salt === undefined) throw new Error(`expected a salt, got ${data.kind}`);
    const hash = task.endsWith('512') ? 'sha512' : 'sha256';
    const size = task.endsWith('512') ? 64 : 32;
    const salted = pbkdf2Sync(password, salt.salt, salt.iterations, size, hash);
    say(client, sasl2TaskData(scramUpgradeHash(salted)));
  }

  it('is done for each task that both want, before the login counts', async () => {
    const client = await begun(wanted);
    for (const task of wanted.slice(0, 2)) {
      expect(await reply(client)).toEqual({ kind: 'continue', tasks: [task] });
      await work(client, task, 'secret');
    }
    expect((await success(client)).jid.toString()).toBe('alice@localhost');
    expect((await client.next()).getName()).toBe('features');
  });

  it('ends the login where the hash is of another password', async () => {
    const client = await begun(['UPGR-SCRAM-SHA-256']);
    await reply(client);
    await work(client, 'UPGR-SCRAM-SHA-256', 'guess');
    expect(await reply(client)).toMatchObject({ kind: 'failure', condition: 'not-authorized' });
  });

  it.each<[string, XmlElement]>([
    ['another task', sasl2Next('UPGR-SCRAM-SHA-512')],
    ['data before the task', sasl2TaskData(scramUpgradeHash(bytes('x')))],
    ['an end', sasl2Abort()],
  ])('ends the login with %s', async (_what, el) => {
    const client = await begun(['UPGR-SCRAM-SHA-256']);
    await reply(client);
    say(client, el);
    expect((await reply(client)).kind).toBe('failure');
    expect((await logIn(client)).kind).toBe('success');
  });

  it('is no second login', async () => {
    const client = await begun(['UPGR-SCRAM-SHA-256']);
    await reply(client);
    say(client, sasl2Authenticate({ mechanism: 'PLAIN', initial: bytes('\0alice\0secret') }));
    expect((await client.next()).name).toBe('stream:error');
  });
});

/** The client's proof and the server's signature, in base64 (RFC 5802 section 3). */
function scramProof(salted: Buffer, message: string) {
  const hmac = (key: Buffer, text: string): Buffer =>
    createHmac('sha256', key).update(text).digest();
  const clientKey = hmac(salted, 'Client Key');
  const signature = hmac(createHash('sha256').update(clientKey).digest(), message);
  const proof = Buffer.from(clientKey.map((byte, i) => byte ^ (signature[i] ?? 0)));
  return {
    proof: proof.toString('base64'),
    signature: hmac(hmac(salted, 'Server Key'), message).toString('base64'),
  };
}
