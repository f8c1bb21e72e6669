import { createHash, createHmac } from 'node:crypto';
import type { PeerCertificate } from 'node:tls';
import { describe, expect, it } from '@jest/globals';
import { readStreamFeatures } from '@xec/stanza';
import { auth, response } from '../testing/raw-client.js';
import { connect, startServer } from '../testing/servers.js';
import { External, addressesIn } from './external.js';
import { HashedToken } from './hashed-token.js';
import { CramMd5, DigestMd5 } from './md5.js';
import { fail } from './mechanism.js';
import { deriveKeys } from './scram-keys.js';
import { Scram, type ScramBinding } from './scram.js';

const decoded = (text: string): string => Buffer.from(text, 'base64').toString();

describe('SCRAM with channel binding', () => {
  const keys = deriveKeys('sha1', 'pencil', Buffer.from('QSXCR+Q6sek8bf92', 'base64'), 4096);
  const nonce = 'fyko+d2lbbFgONRv9qkxdawL16090868851744577';
  const scram = (binding: Partial<ScramBinding>) =>
    new Scram({
      hash: 'sha1',
      domain: 'a.example',
      find: () => ({ keys, nonce }),
      binding: {
        isBound: true,
        isOffered: true,
        data: (type) => (type === 'tls-unique' ? Uint8Array.of(0, 1, 2, 3, 4) : undefined),
        ...binding,
      },
    });

  it('passes an exchange that other clients compute too', () => {
    const login = scram({});
    const first = login.step('p=tls-unique,,n=user,r=fyko+d2lbbFgONRv9qkxdawL');
    expect(first).toMatchObject({ data: `r=${nonce},s=QSXCR+Q6sek8bf92,i=4096` });
    const proof = 'p=kD6Wfe1kGICYN08YH7oONG2Enb0=';
    expect(login.step(`c=cD10bHMtdW5pcXVlLCwAAQIDBA==,r=${nonce},${proof}`)).toEqual({
      kind: 'success',
      username: 'user',
      data: 'v=QI0Ihj/QJv+VSyezLtd/d5PrYy0=',
    });
  });

  it('refuses a login that is bound to another connection', () => {
    const login = scram({ data: () => Uint8Array.of(9) });
    login.step('p=tls-unique,,n=user,r=fyko+d2lbbFgONRv9qkxdawL');
    const proof = 'p=kD6Wfe1kGICYN08YH7oONG2Enb0=';
    const last = `c=cD10bHMtdW5pcXVlLCwAAQIDBA==,r=${nonce},${proof}`;
    expect(login.step(last)).toMatchObject({ condition: 'not-authorized' });
  });

  it.each<[string, Partial<ScramBinding>, string, string]>([
    ['a type that is not there', {}, 'p=tls-exporter', 'malformed-request'],
    ['no binding in a mechanism for it', {}, 'n', 'malformed-request'],
    ['a binding in a mechanism without', { isBound: false }, 'p=tls-unique', 'malformed-request'],
    ['y where it was offered', { isBound: false }, 'y', 'not-authorized'],
  ])('refuses %s', (_what, binding, flag, condition) => {
    expect(scram(binding).step(`${flag},,n=user,r=abc`)).toMatchObject({ condition });
  });

  it('takes n always, and y where nothing was offered', () => {
    const without = { isBound: false };
    expect(scram(without).step('n,,n=user,r=abc').kind).toBe('challenge');
    const none = { isBound: false, isOffered: false };
    expect(scram(none).step('y,,n=user,r=abc').kind).toBe('challenge');
  });
});

describe('what is offered', () => {
  it('is what the connection can have, and nothing for TLS without it', async () => {
    const server = await startServer();
    const features = readStreamFeatures(await (await connect(server)).open());
    expect(features?.mechanisms).toEqual([
      'SCRAM-SHA-512',
      'SCRAM-SHA-256',
      'SCRAM-SHA-1',
      'PLAIN',
    ]);
    expect(features?.channelBindings).toBeUndefined();
    expect(features?.sasl2).toBeUndefined();
  });

  it('announces types of channel bindings, where it is told to (XEP-0440)', async () => {
    const server = await startServer({ channelBindings: ['tls-exporter'] });
    const features = readStreamFeatures(await (await connect(server)).open());
    expect(features?.channelBindings).toEqual(['tls-exporter']);
  });

  it('is proved by SCRAM (XEP-0474)', async () => {
    const server = await startServer({
      mechanisms: ['SCRAM-SHA-256', 'PLAIN'],
      channelBindings: ['tls-server-end-point', 'tls-exporter'],
      downgradeProtection: true,
    });
    const client = await connect(server);
    await client.open();
    client.send(auth('SCRAM-SHA-256', 'n,,n=alice,r=abc'));
    const list = 'PLAIN\x1eSCRAM-SHA-256\x1ftls-exporter\x1etls-server-end-point';
    const hash = createHash('sha256').update(list).digest('base64');
    expect(decoded((await client.next()).getText())).toMatch(new RegExp(`,h=${escape(hash)}$`));
  });
});

/** For a regular expression. */
const escape = (text: string): string => text.replace(/[+/=]/g, '\\$&');

describe('EXTERNAL', () => {
  it('takes everybody for one account, where it is told to', async () => {
    const server = await startServer({ external: 'alice' });
    const client = await connect(server);
    expect(readStreamFeatures(await client.open())?.mechanisms[0]).toBe('EXTERNAL');
    client.send(auth('EXTERNAL', ''));
    expect((await client.next()).name).toBe('success');
  });

  it('wants an address of the certificate', () => {
    const one = new External(['alice@a.example']);
    expect(one.step('')).toEqual({ kind: 'success', username: 'alice' });
    expect(one.step('bob@a.example')).toMatchObject({ condition: 'invalid-authzid' });
    const two = new External(['alice@a.example', 'bob@a.example']);
    expect(two.step('')).toMatchObject({ condition: 'invalid-authzid' });
    expect(two.step('bob@a.example')).toEqual({ kind: 'success', username: 'bob' });
  });

  it.each([
    ['othername:XmppAddr:alice@a.example, DNS:a.example', 'x@y.example', ['alice@a.example']],
    ['othername:XmppAddr:"a\\u002cb@a.example"', '', ['a,b@a.example']],
    [undefined, 'alice@a.example', ['alice@a.example']],
    [undefined, 'Alice', []],
  ])('reads addresses of %p and %p', (subjectaltname, CN, addresses) => {
    const certificate = { subjectaltname, subject: { CN } } as PeerCertificate; // what is read of it
    expect(addressesIn(certificate)).toEqual(addresses);
  });
});

describe('access tokens', () => {
  const begin = async (mechanism: string, message: string) => {
    const server = await startServer({ tokens: { abc: 'alice', old: 'nobody' } });
    const client = await connect(server);
    await client.open();
    client.send(auth(mechanism, message));
    return { client, answer: await client.next() };
  };

  it.each([
    ['OAUTHBEARER', 'n,,\x01auth=Bearer abc\x01\x01'],
    [
      'OAUTHBEARER',
      'n,a=alice@localhost,\x01host=localhost\x01port=5222\x01auth=Bearer abc\x01\x01',
    ],
    ['X-OAUTH2', '\0alice\0abc'],
  ])('log in with %s: %j', async (mechanism, message) => {
    expect((await begin(mechanism, message)).answer.name).toBe('success');
  });

  it.each([
    ['OAUTHBEARER', 'n,a=bob@localhost,\x01auth=Bearer abc\x01\x01', 'invalid-authzid'],
    ['OAUTHBEARER', 'n,,\x01auth=Basic abc\x01\x01', 'malformed-request'],
    ['OAUTHBEARER', 'n,,\x01auth=Bearer old\x01\x01', 'not-authorized'],
    ['X-OAUTH2', '\0bob\0abc', 'not-authorized'],
    ['X-OAUTH2', 'abc', 'malformed-request'],
    ['X-OAUTH2', '\0alice\0toString', 'not-authorized'],
  ])('do not log in with %s: %j', async (mechanism, message, condition) => {
    const { answer } = await begin(mechanism, message);
    expect(answer.getChild(condition)).toBeDefined();
  });

  it('are refused after the client heard why (RFC 7628 section 3.2.3)', async () => {
    const { client, answer } = await begin('OAUTHBEARER', 'n,,\x01auth=Bearer no\x01\x01');
    expect(JSON.parse(decoded(answer.getText()))).toEqual({ status: 'invalid_token' });
    client.send(response('\x01'));
    expect((await client.next()).getChild('not-authorized')).toBeDefined();
  });
});

describe('mechanisms with MD5', () => {
  const find = (username: string): string | undefined =>
    ({ tim: 'tanstaaftanstaaf', chris: 'secret' })[username];

  it('know the exchange of RFC 2195 section 2', () => {
    const login = new CramMd5('<1896.697170952@postoffice.reston.mci.net>', find);
    expect(login.step('').kind).toBe('challenge');
    const answer = login.step('tim b913a602c7eda7a495b4e6e7334d3890');
    expect(answer).toEqual({ kind: 'success', username: 'tim' });
    const again = new CramMd5('<1@a>', find);
    again.step('');
    expect(again.step('tim b913a602c7eda7a495b4e6e7334d3890')).toMatchObject({
      condition: 'not-authorized',
    });
  });

  it('know the exchange of RFC 2831 section 4', () => {
    const login = new DigestMd5('elwood.innosoft.com', 'OA6MG9tEQGm2hh', find, 'imap');
    expect(login.step('')).toMatchObject({
      data: 'realm="elwood.innosoft.com",nonce="OA6MG9tEQGm2hh",qop="auth",algorithm=md5-sess,charset=utf-8',
    });
    const answer =
      'charset=utf-8,username="chris",realm="elwood.innosoft.com",nonce="OA6MG9tEQGm2hh",nc=00000001,' +
      'cnonce="OA6MHXh6VqTrRk",digest-uri="imap/elwood.innosoft.com",' +
      'response=d388dad90d4bbd760a152321f2143af7,qop=auth';
    expect(login.step(answer)).toEqual({
      kind: 'challenge',
      data: 'rspauth=ea40f60335c427b5527b84dbabcdfffd',
    });
    expect(login.step('')).toEqual({ kind: 'success', username: 'chris' });
  });

  it.each([
    ['another response', 'd388', 'd389', 'not-authorized'],
    ['another nonce', 'nonce="OA6M', 'nonce="OA6N', 'not-authorized'],
    ['another realm', 'realm="e', 'realm="f', 'not-authorized'],
    ['nobody', '"chris"', '"nobody"', 'not-authorized'],
    ['no response', 'response=', 'responds=', 'malformed-request'],
  ])('do not know %s', (_what, from, to, condition) => {
    const login = new DigestMd5('elwood.innosoft.com', 'OA6MG9tEQGm2hh', find, 'imap');
    login.step('');
    const answer =
      'charset=utf-8,username="chris",realm="elwood.innosoft.com",nonce="OA6MG9tEQGm2hh",nc=00000001,' +
      'cnonce="OA6MHXh6VqTrRk",digest-uri="imap/elwood.innosoft.com",' +
      'response=d388dad90d4bbd760a152321f2143af7,qop=auth';
    expect(login.step(answer.replace(from, to))).toMatchObject({ condition });
  });

  it('are offered to those who ask for them', async () => {
    const server = await startServer({ mechanisms: ['CRAM-MD5'] });
    const client = await connect(server);
    await client.open();
    client.send(`<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='CRAM-MD5'/>`);
    const challenge = decoded((await client.next()).getText());
    client.send(response(`alice ${createHmac('md5', 'secret').update(challenge).digest('hex')}`));
    expect((await client.next()).name).toBe('success');
  });
});

describe('HT-SHA-256', () => {
  const proof = (role: string): string =>
    createHmac('sha256', 'token').update(`${role}bound`).digest().toString('latin1');
  const use = (_: string, isProved: (token: string) => boolean) =>
    isProved('token') ? { token: 'token' } : fail('not-authorized');
  const login = (): HashedToken => new HashedToken(Buffer.from('bound'), use);

  it('proves the token to both', () => {
    const name = Buffer.from('ren\u00e9').toString('latin1');
    expect(login().step(`${name}\0${proof('Initiator')}`)).toEqual({
      kind: 'success',
      username: 'ren\u00e9',
      data: proof('Responder'),
    });
  });

  it.each([
    ['the proof of the server', `user\0${proof('Responder')}`, 'not-authorized'],
    ['a part of a proof', `user\0${proof('Initiator').slice(1)}`, 'not-authorized'],
    ['no name', `\0${proof('Initiator')}`, 'malformed-request'],
    ['nothing', '', 'malformed-request'],
  ])('refuses %s', (_what, message, condition) => {
    expect(login().step(message)).toMatchObject({ condition });
  });
});
