/** What a session knows of secrets, written down by mistake: rule 56. */
import { inspect } from 'node:util';
import { describe, expect } from '@jest/globals';
import { parseJid } from '@xec/stanza';
import { hostile } from '@xec/testing/security';
import { Secret, type Runtime } from '@xec/xec';
import { accountOf } from './login/account.js';
import { managedBy } from './login/managed-login.js';
import { readToken } from './login/read-token.js';
import { UpgradeTasks } from './login/upgrade-tasks.js';
import { markOptions } from './mark-options.js';
import {
  HashedToken,
  createMechanism,
  readScramKeys,
  type LoginMechanismName,
} from './sasl/index.js';
import { systemRuntime } from './runtime.js';

const TEXTS = ['pa55word-of-juliet', 't0ken-of-juliet', 'acce55-of-juliet', 'n4me-of-a-stream'];
const [PASSWORD = '', TOKEN = '', ACCESS = '', NAME = ''] = TEXTS;
const KEY = Buffer.alloc(32, 0xab);

const encodings = TEXTS.flatMap((text) => {
  const bytes = Buffer.from(text);
  return [text, bytes.toString('base64'), bytes.toString('hex'), String([...bytes])];
}).concat(KEY.toString('base64'), KEY.toString('hex'), String([...KEY]), 'ab ab ab', '171, 171');

/** The ways by which a value gets into a log, an error, a packet, another thread. */
const ways: readonly ((value: unknown) => string)[] = [
  (value) => JSON.stringify(value),
  (value) => inspect(value, { depth: null, showHidden: true, maxArrayLength: null }),
  (value) => `at ${value as string}`, // as JavaScript does it
  (value) => inspect(structuredClone(cloneable(value)), { depth: null, showHidden: true }),
  (value) => String(new Error('at', { cause: value }).cause),
];

/** Functions cannot be cloned: who clones leaves them out. */
const cloneable = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).filter(([, each]) => typeof each !== 'function'))
    : value;

function mustHide(value: unknown): void {
  for (const write of ways) {
    const written = write(value);
    expect(encodings.filter((each) => written.includes(each))).toEqual([]);
  }
}

const keys = readScramKeys({
  mechanism: 'SCRAM-SHA-256',
  salt: 'AAAA',
  iterations: 4096,
  clientKey: KEY.toString('base64'),
  serverKey: KEY.toString('base64'),
});
const token = readToken({
  mechanism: 'HT-SHA-256-NONE',
  token: TOKEN,
  expiry: 0,
  count: 0,
  inline: { bind: true, enable: true, resume: true },
});
const jid = parseJid('juliet@capulet.example');
const options = markOptions({
  jid: 'juliet@capulet.example',
  service: 'memory',
  name: 'stage',
  connector: () => Promise.reject(new Error('nobody is there')),
  password: PASSWORD,
  accessToken: ACCESS,
  component: { secret: PASSWORD },
  scramKeys: keys,
});
const runtime: Pick<Runtime, 'random'> = systemRuntime;

const mechanisms: readonly LoginMechanismName[] = [
  ...(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-1', 'DIGEST-MD5', 'CRAM-MD5'] as const),
  ...(['OAUTHBEARER', 'X-OAUTH2', 'EXTERNAL'] as const),
];

describe('what a session keeps', () => {
  hostile(56, 'hides the password, tokens, keys and the name of the stream in every object', () => {
    const managed = managedBy({ kind: 'enabled', id: NAME });
    const account = accountOf(options, jid, {
      resource: 'balcony',
      pinned: undefined,
      password: options.password,
      keys,
      token,
      previous: managed.id && { id: managed.id, handled: 3 },
      resumeOnly: false,
      mustBeSecure: false,
    });
    // It is all there, and none of it is seen.
    expect(account.password?.reveal()).toBe(PASSWORD);
    expect(account.token?.token.reveal()).toBe(TOKEN);
    expect(account.management?.previous?.id.reveal()).toBe(NAME);
    expect(keys?.clientKey.reveal()).toEqual(Uint8Array.from(KEY));
    for (const holder of [options, account, managed, keys, token]) mustHide(holder);
    mustHide(new UpgradeTasks(['UPGR-SCRAM-SHA-256'], options.password));
  });

  hostile(56, 'hides what a mechanism says, and what it remembers of it', async () => {
    const credentials = {
      username: 'juliet',
      password: options.password,
      accessToken: options.accessToken,
      token: new Secret(TOKEN),
      nonce: 'n0nce',
      random: (count: number) => runtime.random(count),
    };
    const made = [
      ...mechanisms.map((name) => createMechanism(name, credentials, keys)),
      new HashedToken('HT-SHA-256-NONE', credentials),
    ];
    for (const mechanism of made) {
      const { name } = mechanism;
      const payload = await mechanism.initial();
      if (name === 'PLAIN') expect(String(Buffer.from(payload!.reveal()))).toContain(PASSWORD);
      mustHide({ payload });
      mustHide(mechanism);
      if (name !== 'SCRAM-SHA-256') continue;
      const answer = await mechanism.respond(Buffer.from('r=n0nce-and-more,s=AAAA,i=4096'));
      mustHide({ answer });
      mustHide(mechanism);
    }
  });
});
