import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { XmlElement } from '@xec/stanza';
import { auth, plain, response, type RawClient } from '../testing/raw-client.js';
import { connect, startServer } from '../testing/servers.js';
import { fail } from './mechanism.js';
import { deriveKeys, type ScramHash } from './scram-keys.js';
import { Scram } from './scram.js';

/** The exchange of an RFC, with its nonce and salt. */
const vectors = [
  {
    rfc: 'RFC 5802 section 5',
    hash: 'sha1',
    salt: 'QSXCR+Q6sek8bf92',
    client: 'fyko+d2lbbFgONRv9qkxdawL',
    server: '3rfcNHYJY1ZVvWVs7j',
    proof: 'v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=',
    signature: 'rmF9pqV8S7suAoZWja4dJRkFsKQ=',
  },
  {
    rfc: 'RFC 7677 section 3',
    hash: 'sha256',
    salt: 'W22ZaJ0SNY7soEsUEjb6gQ==',
    client: 'rOprNGfwEbeRWgbNEkqO',
    server: '%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0',
    proof: 'dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
    signature: '6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=',
  },
] as const;

describe('SCRAM', () => {
  it.each(vectors)(
    'passes the exchange of $rfc',
    ({ hash, salt, client, server, proof, signature }) => {
      const keys = deriveKeys(hash, 'pencil', Buffer.from(salt, 'base64'), 4096);
      const scram = new Scram({
        hash,
        domain: 'example.com',
        find: (username, nonce) =>
          username === 'user' ? { keys, nonce: nonce + server } : fail('not-authorized'),
      });
      expect(scram.step(`n,,n=user,r=${client}`)).toEqual({
        kind: 'challenge',
        data: `r=${client}${server},s=${salt},i=4096`,
      });
      expect(scram.step(`c=biws,r=${client}${server},p=${proof}`)).toEqual({
        kind: 'success',
        username: 'user',
        data: `v=${signature}`,
      });
    },
  );

  it.each([
    ['a proof of another password', (f: string) => f.replace('p=v0', 'p=w0'), 'not-authorized'],
    ['another nonce', (f: string) => f.replace('r=fyko', 'r=fykO'), 'not-authorized'],
    ['another binding', (f: string) => f.replace('c=biws', 'c=eSws'), 'not-authorized'],
    ['no proof', (f: string) => f.replace(/,p=.*/, ''), 'malformed-request'],
  ])('refuses %s', (_what, change, condition) => {
    const [{ salt, client, server, proof }] = vectors;
    const keys = deriveKeys('sha1', 'pencil', Buffer.from(salt, 'base64'), 4096);
    const find = (_: string, nonce: string) => ({ keys, nonce: nonce + server });
    const scram = new Scram({ hash: 'sha1', domain: 'example.com', find });
    scram.step(`n,,n=user,r=${client}`);
    expect(scram.step(change(`c=biws,r=${client}${server},p=${proof}`))).toMatchObject({
      condition,
    });
  });

  it('refuses a proof that is right, but over a nonce of the client alone', () => {
    const keys = deriveKeys('sha1', 'pencil', Buffer.from('salt'), 4096);
    const find = (_: string, nonce: string) => ({ keys, nonce: `${nonce}-server` });
    const finish = (nonce: string) => {
      const scram = new Scram({ hash: 'sha1', domain: 'example.com', find });
      const challenge = scram.step('n,,n=user,r=abc');
      const answer = challenge.kind === 'challenge' ? challenge.data : '';
      const salted = pbkdf2Sync('pencil', 'salt', 4096, 20, 'sha1');
      const proof = proofOf('sha1', salted, `n=user,r=abc,${answer},c=biws,r=${nonce}`);
      return scram.step(`c=biws,r=${nonce},p=${proof}`).kind;
    };
    expect(finish('abc-server')).toBe('success');
    expect(finish('abc')).toBe('failure');
  });

  it.each([
    ['mandatory extensions', 'n,,m=x,n=user,r=abc'],
    ['channel binding', 'p=tls-unique,,n=user,r=abc'],
    ['a name with a wrong escape', 'n,,n=us=2Ber,r=abc'],
    ['nothing of a kind', 'hello'],
  ])('refuses a first message with %s', (_what, message) => {
    const find = () => fail('not-authorized', 'found');
    const scram = new Scram({ hash: 'sha1', domain: 'example.com', find });
    expect(scram.step(message)).toMatchObject({ condition: 'malformed-request' });
  });

  it('undoes the escapes of names, and takes the own address as authzid only', () => {
    const names: string[] = [];
    const find = (name: string) => {
      names.push(name);
      return fail('not-authorized');
    };
    const step = (message: string) =>
      new Scram({ hash: 'sha1', domain: 'a.example', find }).step(message);
    step('n,,n=a=2Cb=3D,r=abc');
    step('y,a=user@a.example,n=user,r=abc');
    expect(names).toEqual(['a,b=', 'user']);
    expect(step('n,a=other@a.example,n=user,r=abc')).toMatchObject({
      condition: 'invalid-authzid',
    });
  });
});

const hmac = (hash: string, key: Buffer, text: string): Buffer =>
  createHmac(hash, key).update(text).digest();

/** The client's proof, in base64. */
function proofOf(hash: string, salted: Buffer, message: string): string {
  const key = hmac(hash, salted, 'Client Key');
  const signature = hmac(hash, createHash(hash).update(key).digest(), message);
  return Buffer.from(key.map((byte, i) => byte ^ (signature[i] ?? 0))).toString('base64');
}

/** A client's side, written apart from the server's; gives the last answer and whether it proves the server. */
async function scram(
  client: RawClient,
  mechanism: string,
  hash: ScramHash,
  password: string,
): Promise<{ answer: XmlElement; isProved: boolean }> {
  client.send(auth(mechanism, 'n,,n=alice,r=clientnonce'));
  const challenge = Buffer.from((await client.next()).getText(), 'base64').toString();
  const [, nonce = '', salt = '', count = ''] = /^r=(.*),s=(.*),i=(.*)$/.exec(challenge) ?? [];
  const size = createHash(hash).digest().length;
  const salted = pbkdf2Sync(password, Buffer.from(salt, 'base64'), Number(count), size, hash);
  const message = `n=alice,r=clientnonce,${challenge},c=biws,r=${nonce}`;
  const proof = proofOf(hash, salted, message);
  client.send(response(`c=biws,r=${nonce},p=${proof}`));
  const answer = await client.next();
  const expected = `v=${hmac(hash, hmac(hash, salted, 'Server Key'), message).toString('base64')}`;
  const isProved = Buffer.from(answer.getText(), 'base64').toString() === expected;
  return { answer, isProved };
}

describe('a login', () => {
  it.each([
    ['SCRAM-SHA-1', 'sha1'],
    ['SCRAM-SHA-256', 'sha256'],
    ['SCRAM-SHA-512', 'sha512'],
  ] as const)('passes with %s and fails with a wrong password', async (mechanism, hash) => {
    const client = await connect(await startServer());
    await client.open();
    const wrong = await scram(client, mechanism, hash, 'wrong');
    expect(wrong.answer.getChild('not-authorized')).toBeDefined();
    const right = await scram(client, mechanism, hash, 'secret');
    expect(right.answer.name).toBe('success');
    expect(right.isProved).toBe(true);
  });

  it.each(['wrong', 'missing'] as const)('may end with a %s signature, as a fault', async (how) => {
    const server = await startServer();
    server.faults.badServerSignature('alice', how);
    const client = await connect(server);
    await client.open();
    const { answer, isProved } = await scram(client, 'SCRAM-SHA-256', 'sha256', 'secret');
    expect(answer.name).toBe('success');
    expect(isProved).toBe(false);
    expect(answer.getText() === '').toBe(how === 'missing');
  });

  it.each([
    ['a wrong password', plain('alice', 'wrong'), 'not-authorized'],
    ['an unknown name', plain('nobody', 'secret'), 'not-authorized'],
    ['an unknown mechanism', auth('X-OTHER', ''), 'invalid-mechanism'],
    ['a mechanism that is not offered', auth('ANONYMOUS', ''), 'invalid-mechanism'],
    ['another authzid', auth('PLAIN', 'bob@localhost\0alice\0secret'), 'invalid-authzid'],
    ['too few parts', auth('PLAIN', 'alice'), 'malformed-request'],
    ['a response to nothing', response('x'), 'malformed-request'],
    ['an abort', `<abort xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>`, 'aborted'],
    [
      'no base64',
      `<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>!!!</auth>`,
      'incorrect-encoding',
    ],
  ])('fails after %s', async (_what, frame, condition) => {
    const client = await connect(await startServer());
    await client.open();
    client.send(frame);
    const failure = await client.next();
    expect(failure.is('failure', 'urn:ietf:params:xml:ns:xmpp-sasl')).toBe(true);
    expect(failure.getChild(condition)).toBeDefined();
  });

  it('takes names as RFC 7622 prepares them, and passwords as SASLprep does', async () => {
    const client = await connect(await startServer({ accounts: { Ümit: 'I\u00ADX' } }));
    await client.open();
    client.send(plain('ümit', 'I\u00ADX'));
    expect((await client.next()).name).toBe('success');
  });

  it('is closed after five failures', async () => {
    const client = await connect(await startServer());
    await client.open();
    for (let i = 0; i < 5; i++) {
      client.send(plain('alice', 'wrong'));
      expect((await client.next()).name).toBe('failure');
    }
    expect((await client.next()).getChild('policy-violation')).toBeDefined();
  });

  it('may be anonymous: the account is gone with the stream', async () => {
    const server = await startServer({ anonymous: true });
    const client = await connect(server);
    await client.open();
    client.send(auth('ANONYMOUS', ''));
    expect((await client.next()).name).toBe('success');
    await client.open();
    await client.bind();
    expect(server.sessions()).toEqual([client.jid]);
    client.send(`<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>`);
    await client.closed;
    expect(server.sessions()).toEqual([]);
    expect(() => server.removeAccount(client.jid)).toThrow('no account');
  });
});
