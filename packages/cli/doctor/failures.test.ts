/**
 * Each way in which a login fails: a typed error with a sentence for people, and what the doctor says.
 */
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { createClient } from '@xec/client';
import { startDevServer, type DevServer, type DevServerOptions } from '@xec/devserver';
import { Authority, DAY_MS } from '@xec/testing';
import { silentLog } from '@xec/xec';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { xec } from '../testing/run-cli.js';

interface Failure {
  readonly what: string;
  readonly server?: DevServerOptions;
  readonly fault?: (server: DevServer) => unknown;
  readonly jid?: string;
  readonly password?: string;
  /** The certificate: for whom, until when, whether it is trusted. */
  readonly host?: string;
  readonly untilMs?: number;
  readonly isStrange?: boolean;
  readonly over?: 'clear';
  /** What the error is. */
  readonly name: 'SaslError' | 'TransportError' | 'StreamError';
  readonly condition: string;
  /** What it says to people, and what the doctor adds. */
  readonly sentence: RegExp;
  readonly advice: RegExp;
}

const failures: readonly Failure[] = [
  {
    what: 'a wrong password',
    password: 'guess',
    ...{ name: 'SaslError', condition: 'not-authorized' },
    sentence: /the login was refused/u,
    advice: /The name or the password is wrong/u,
  },
  {
    what: 'an unknown user',
    jid: 'nobody@localhost',
    ...{ name: 'SaslError', condition: 'not-authorized' },
    sentence: /the login was refused/u,
    advice: /the account does not exist/u,
  },
  {
    what: 'a disabled account',
    fault: ({ faults }) => faults.refuseLogin('alice', 'account-disabled'),
    ...{ name: 'SaslError', condition: 'account-disabled' },
    sentence: /account-disabled/u,
    advice: /The account is disabled/u,
  },
  {
    what: 'an expired certificate',
    untilMs: -DAY_MS / 2,
    ...{ name: 'TransportError', condition: 'certificate' },
    sentence: /has expired/u,
    advice: /must be valid today/u,
  },
  {
    what: 'a certificate for another host',
    host: 'montague.example',
    ...{ name: 'TransportError', condition: 'certificate' },
    sentence: /it is for DNS:montague\.example/u,
    advice: /for the domain of the JID/u,
  },
  {
    what: 'a certificate of somebody unknown',
    isStrange: true,
    ...{ name: 'TransportError', condition: 'certificate' },
    sentence: /from nobody who is trusted/u,
    advice: /--ca <file>/u,
  },
  {
    what: 'nothing but PLAIN, in clear text',
    server: { mechanisms: ['PLAIN'] },
    over: 'clear',
    ...{ name: 'SaslError', condition: 'invalid-mechanism' },
    sentence: /PLAIN/u,
    advice: /--allow-plain/u,
  },
  {
    what: 'nothing but DIGEST-MD5',
    server: { mechanisms: ['DIGEST-MD5'] },
    ...{ name: 'SaslError', condition: 'invalid-mechanism' },
    sentence: /DIGEST-MD5/u,
    advice: /SCRAM-SHA-256 is wanted/u,
  },
  {
    what: 'a forged signature of the server',
    fault: ({ faults }) => faults.badServerSignature('alice', 'wrong'),
    ...{ name: 'SaslError', condition: 'server-signature' },
    sentence: /signature is wrong/u,
    advice: /may not be the server that it says it is/u,
  },
  {
    what: 'no signature of the server',
    fault: ({ faults }) => faults.badServerSignature('alice', 'missing'),
    ...{ name: 'SaslError', condition: 'server-signature' },
    sentence: /proved nothing/u,
    advice: /may not be the server that it says it is/u,
  },
  ...(['shortNonce', 'foreignNonce'] as const).map((fault): Failure => ({
    what: `a nonce that was not made for this login: ${fault}`,
    fault: ({ faults }) => faults[fault]('alice'),
    name: 'SaslError',
    condition: 'nonce',
    sentence: /nonce/u,
    advice: /was not made for this login/u,
  })),
  ...[1, 4095].map((count): Failure => ({
    what: `${String(count)} iterations`,
    fault: ({ faults }) => faults.iterations(count),
    name: 'SaslError',
    condition: 'iterations',
    sentence: /iteration/u,
    advice: /4,096 times at least/u,
  })),
  {
    what: 'another domain',
    jid: 'alice@elsewhere.example',
    host: 'elsewhere.example',
    ...{ name: 'StreamError', condition: 'host-unknown' },
    sentence: /host-unknown/u,
    advice: /does not serve the domain/u,
  },
];

const authority = new Authority();
let folder = '';
let server: DevServer | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xec-doctor-'));
});

afterAll(() => rm(folder, { recursive: true }));

afterEach(async () => {
  await server?.close();
  server = undefined;
});

it.each(failures)('$what', async (failure) => {
  const { jid = 'alice@localhost', password = 'secret', host = 'localhost' } = failure;
  const cert = authority.certificate(host, Date.now() + (failure.untilMs ?? DAY_MS));
  server = await startDevServer({
    accounts: { alice: 'secret' },
    tls: { key: authority.key, cert },
    say: () => undefined,
    ...failure.server,
  });
  failure.fault?.(server);
  const service = (failure.over === 'clear' ? server.url : server.tlsUrl) ?? '';
  const stranger = new Authority().certificate(host, Date.now() + DAY_MS);
  const ca = failure.isStrange === true ? stranger : cert;

  const connect = { ca };
  const client = createClient({ jid, password, service, connect, features: [], log: silentLog });
  const error = await client.connect().then(
    () => undefined,
    (thrown: unknown) => thrown as Error & { condition?: string; code?: string },
  );
  expect(error).toMatchObject({ name: failure.name });
  expect(error?.condition ?? error?.code).toBe(failure.condition);
  expect(error?.message).toMatch(failure.sentence);
  await client.disconnect();

  const file = join(folder, 'ca.pem');
  await writeFile(file, ca);
  const { code, out } = await xec(['doctor', jid, '--service', service, '--ca', file], {
    env: { XEC_PASSWORD: password },
  });
  expect(code).toBe(1);
  expect(out).toMatch(/^✗ /mu);
  expect(out).toMatch(failure.advice);
  expect(out).not.toContain(password);
});
