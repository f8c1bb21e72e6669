import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { decodeBase64 } from '@xec/stanza';
import { Secret, markSecret } from '@xec/xec';
import {
  Scram,
  SaslProtocolError,
  offerHash,
  readScramKeys,
  serializeScramKeys,
  type ChannelBinding,
  type SaslCredentials,
  type ScramMechanismName,
} from './index.js';

/** Whole exchanges: RFC 5802 section 5, RFC 7677 section 3, and what ejabberd and Prosody said. */
const exchanges = [
  {
    source: 'RFC 5802 section 5',
    name: 'SCRAM-SHA-1',
    username: 'user',
    password: 'pencil',
    nonce: 'fyko+d2lbbFgONRv9qkxdawL',
    first: 'r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096',
    answer: 'c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=',
    final: 'v=rmF9pqV8S7suAoZWja4dJRkFsKQ=',
  },
  {
    source: 'RFC 7677 section 3',
    name: 'SCRAM-SHA-256',
    username: 'user',
    password: 'pencil',
    nonce: 'rOprNGfwEbeRWgbNEkqO',
    first: 'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096',
    answer:
      'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
    final: 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=',
  },
  {
    source: 'ejabberd 23.01',
    name: 'SCRAM-SHA-512',
    username: 'alice',
    password: 'alice-pw',
    nonce: '1X1UYq/wtD7AbnqbgQCS',
    first: 'r=1X1UYq/wtD7AbnqbgQCSl+zN6cJm7C23HQjOEJ+Hwg==,s=5MnvFM3Ntvs8uaIOgYaUrw==,i=4096',
    answer:
      'c=biws,r=1X1UYq/wtD7AbnqbgQCSl+zN6cJm7C23HQjOEJ+Hwg==,p=msHjwWSyqurkWQFDMdXvSVj2o7iM5eGi1yReZLfptMDhqlWFAj8WPyPGg331QV7KlgPNO4bslwILU76ckBczzA==',
    final:
      'v=vIm8RBZNeEuy5pRP8SFV7PCsI/EGRa1ELHiwe86KILhrMEdyKEgcIs/RRI4sftv8ktYWnvcz6YNLTt5GVNH29g==',
  },
  {
    source: 'Prosody 0.12.3',
    name: 'SCRAM-SHA-256',
    username: 'alice',
    password: 'alice-pw',
    nonce: 'UFttqQL/pbloKfXwruNs',
    first:
      'r=UFttqQL/pbloKfXwruNs5a9d545e-11bf-4d0d-95be-41b405f0d105,s=NzgwYmE2NjYtYTU3Zi00OTg1LWJlODAtODg1YTYyOTBhYzFl,i=10000',
    answer:
      'c=biws,r=UFttqQL/pbloKfXwruNs5a9d545e-11bf-4d0d-95be-41b405f0d105,p=FOgvRMfLvI7HomImgG5Riox/Gt04DE9Tm5NNIPhud+8=',
    final: 'v=XaAbeCjsFt4jlPDNhNKtoXwhMpfZFESuIJ1MCzKGT4k=',
  },
] as const;

const crypto = Object.getOwnPropertyDescriptor(globalThis, 'crypto');
afterEach(() => {
  if (crypto) Object.defineProperty(globalThis, 'crypto', crypto);
});

describe.each(['crypto.subtle', 'no crypto.subtle'])('SCRAM with %s', (platform) => {
  it.each(exchanges)('says what $source says for $name', async (exchange) => {
    if (platform === 'no crypto.subtle') {
      Object.defineProperty(globalThis, 'crypto', { value: {}, configurable: true });
    }
    const { name, username, password, nonce, first, answer, final } = exchange;
    const scram = new Scram(name, {
      username,
      password: markSecret(password),
      random: () => bytesOf(nonce),
    });

    expect(text(await scram.initial())).toBe(`n,,n=${username},r=${nonce}`);
    expect(text(await scram.respond(bytes(first)))).toBe(answer);
    scram.finish(bytes(final));
  });
});

describe('SCRAM', () => {
  it.each(['SCRAM-SHA-1', 'SCRAM-SHA-256', 'SCRAM-SHA-512'] as const)(
    'agrees with a server made of other code on %s',
    async (name) => {
      const { scram, server } = await begin({ name });
      const final = server.answer(text(await scram.respond(server.first())));
      scram.finish(final);
    },
  );

  it('asks for 18 random bytes or more', () => {
    const random = jest.fn((count: number) => new Uint8Array(count));
    new Scram('SCRAM-SHA-256', credentials({ random }));
    expect(random.mock.calls[0]?.[0]).toBeGreaterThanOrEqual(18);
  });

  it('escapes the user name and names whom it acts for', async () => {
    const scram = new Scram(
      'SCRAM-SHA-256',
      credentials({ username: 'a=b,c', authzid: 'a,b@x.example' }),
    );
    expect(text(await scram.initial())).toMatch(/^n,a=a=2Cb@x\.example,n=a=3Db=2Cc,r=/u);
    const server = serverOf(scram, 'pencil');
    server.hear(text(await scram.initial()));
    // c= repeats the whole gs2 header.
    const answer = text(await scram.respond(server.first()));
    expect(answer.startsWith(`c=${btoa('n,a=a=2Cb@x.example,')},`)).toBe(true);
    scram.finish(server.answer(answer));
  });

  it('prepares passwords that are not ASCII', async () => {
    // RFC 4013 section 3: a soft hyphen is nothing, a feminine ordinal is an "a"; emoji are newer.
    for (const [typed, stored] of [
      ['I\u00adX', 'IX'],
      ['\u00aa\u2003b', 'a b'],
      ['😀', '😀'],
    ] as const) {
      const { scram, server } = await begin({ password: typed, stored });
      scram.finish(server.answer(text(await scram.respond(server.first()))));
    }
  });

  it.each([
    ['a control character', 'secret\u0007'],
    ['mixed directions', 'secret\u0627\u0031'],
    ['nothing that counts', '\u00ad'],
    ['nothing', ''],
  ])('refuses a password of %s without repeating it', async (_name, password) => {
    const { scram, server } = await begin({ password });
    const fault: unknown = await scram.respond(server.first()).catch((error: unknown) => error);
    expect(fault).toMatchObject({
      code: 'credentials',
      message: expect.not.stringContaining('secret'),
    });
    expect(fault).not.toHaveProperty('cause');
  });

  it('refuses to go on without a password', async () => {
    const { scram, server } = await begin({ password: undefined });
    await expect(scram.respond(server.first())).rejects.toMatchObject({ code: 'credentials' });
  });

  it('takes the signature from a challenge as well', async () => {
    const { scram, server } = await begin();
    const final = server.answer(text(await scram.respond(server.first())));
    expect((await scram.respond(final)).reveal()).toHaveLength(0);
    scram.finish(undefined);
  });

  it('ignores extensions after the known attributes', async () => {
    const { scram, server } = await begin();
    const first = bytes(`${text(server.first())},h=c29tZXRoaW5n`);
    server.sent(text(first));
    const final = server.answer(text(await scram.respond(first)));
    scram.finish(bytes(`${text(final)},x=more`));
  });
});

describe('SCRAM with channel binding', () => {
  const channelBinding: ChannelBinding = {
    type: 'tls-exporter',
    data: Buffer.from('xyhC850EN493g6zCWYBZXd2DVrVaHW1g9MHBWJ3XRVQ', 'base64'),
  };

  // RFC 5802 and RFC 7677 have no examples; two other clients compute this.
  it.each([
    {
      name: 'SCRAM-SHA-1-PLUS',
      data: Uint8Array.of(0, 1, 2, 3, 4),
      nonce: 'fyko+d2lbbFgONRv9qkxdawL',
      added: '16090868851744577',
      salt: 'QSXCR+Q6sek8bf92',
      input: 'cD10bHMtdW5pcXVlLCwAAQIDBA==',
      proof: 'kD6Wfe1kGICYN08YH7oONG2Enb0=',
      signature: 'QI0Ihj/QJv+VSyezLtd/d5PrYy0=',
    },
    {
      name: 'SCRAM-SHA-256-PLUS',
      data: bytes('imap://elwood.innosoft.com/'),
      nonce: 'rOprNGfwEbeRWgbNEkqO',
      added: '%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0',
      salt: 'W22ZaJ0SNY7soEsUEjb6gQ==',
      input: 'cD10bHMtdW5pcXVlLCxpbWFwOi8vZWx3b29kLmlubm9zb2Z0LmNvbS8=',
      proof: 'r034Wumf+g5Cw9QvuK2TBTWHLa9hsT0TpUvksIr3P0I=',
      signature: 'ZfK3fb1tbWoyTuaEXvUTM2va2RSQgBVJ8QYsympnk8o=',
    },
  ] as const)('says what others say for $name', async (exchange) => {
    const { name, data, nonce, added, salt, input, proof, signature } = exchange;
    const bound = { channelBinding: { type: 'tls-unique', data } } as const;
    const scram = new Scram(name, credentials({ ...bound, random: () => bytesOf(nonce) }));
    expect(text(await scram.initial())).toBe(`p=tls-unique,,n=user,r=${nonce}`);
    const answer = await scram.respond(bytes(`r=${nonce}${added},s=${salt},i=4096`));
    expect(text(answer)).toBe(`c=${input},r=${nonce}${added},p=${proof}`);
    scram.finish(bytes(`v=${signature}`));
  });

  it.each(['SCRAM-SHA-1-PLUS', 'SCRAM-SHA-256-PLUS', 'SCRAM-SHA-512-PLUS'] as const)(
    'agrees with a server made of other code on %s',
    async (name) => {
      const { scram, server } = await begin({ name, credentials: { channelBinding } });
      const answer = text(await scram.respond(server.first()));
      const input = Buffer.concat([Buffer.from('p=tls-exporter,,'), channelBinding.data]);
      expect(answer.startsWith(`c=${input.toString('base64')},`)).toBe(true);
      scram.finish(server.answer(answer));
      expect(scram.keys?.mechanism).toBe(name.slice(0, -'-PLUS'.length));
    },
  );

  it('tells a server without it that it would have been used', async () => {
    const { scram, server } = await begin({ credentials: { channelBinding: 'not-offered' } });
    expect(text(await scram.initial())).toMatch(/^y,,n=user/u);
    expect(text(await scram.respond(server.first()))).toMatch(/^c=eSws,/u);
  });

  it('says n in a mechanism without it', async () => {
    const { scram, server } = await begin({ credentials: { channelBinding } });
    expect(text(await scram.initial())).toMatch(/^n,,n=user/u);
    expect(text(await scram.respond(server.first()))).toMatch(/^c=biws,/u);
  });

  it.each([[undefined], ['not-offered' as const]])(
    'needs something to bind to: %s',
    async (none) => {
      const scram = new Scram('SCRAM-SHA-256-PLUS', credentials({ channelBinding: none }));
      await expect(scram.initial()).rejects.toMatchObject({ code: 'channel-binding' });
    },
  );
});

describe('SCRAM and the list of mechanisms (XEP-0474)', () => {
  const offer = {
    mechanisms: ['SCRAM-SHA-1', 'SCRAM-SHA-1-PLUS'],
    channelBindings: ['tls-server-end-point', 'tls-exporter'],
  };

  it('hashes it as section 5.3 does', async () => {
    expect(await offerHash('SCRAM-SHA-1', offer)).toBe('G6k/rBLDqgOhRRaCuuatSDFkJ08=');
    const turned = {
      mechanisms: [...offer.mechanisms].reverse(),
      channelBindings: offer.channelBindings,
    };
    expect(await offerHash('SCRAM-SHA-1', turned)).toBe('G6k/rBLDqgOhRRaCuuatSDFkJ08=');
    const { mechanisms } = offer;
    expect(await offerHash('SCRAM-SHA-1', { mechanisms })).not.toBe('G6k/rBLDqgOhRRaCuuatSDFkJ08=');
  });

  it('goes on with the list that the server hashed', async () => {
    const { scram, server } = await begin({ credentials: { offer } });
    const first = `${text(server.first())},h=${await offerHash('SCRAM-SHA-256', offer)}`;
    server.sent(first);
    scram.finish(server.answer(text(await scram.respond(bytes(first)))));
  });

  it('does not go on without a hash where one is needed, and sends no proof (XEP-0440 rule 6)', async () => {
    const needing = { credentials: { offer, needsProofOfOffer: true } };
    const { scram, server } = await begin(needing);
    await expect(scram.respond(server.first())).rejects.toMatchObject({ code: 'downgrade' });
    const proved = await begin(needing);
    const first = `${text(proved.server.first())},h=${await offerHash('SCRAM-SHA-256', offer)}`;
    proved.server.sent(first);
    proved.scram.finish(proved.server.answer(text(await proved.scram.respond(bytes(first)))));
  });

  it('does not go on with another list', async () => {
    const { scram, server } = await begin({
      credentials: { offer: { ...offer, mechanisms: ['PLAIN'] } },
    });
    const first = `${text(server.first())},h=${await offerHash('SCRAM-SHA-256', offer)}`;
    await expect(scram.respond(bytes(first))).rejects.toMatchObject({ code: 'downgrade' });
    expect(() => scram.finish(bytes('v=AAAA'))).toThrow(SaslProtocolError);
  });
});

describe('SCRAM refuses a first message', () => {
  it.each<[string, string, (first: string, nonce: string) => string]>([
    ['whose nonce does not begin with ours', 'nonce', (first) => first.replace(/^r=./u, 'r=!')],
    ['whose nonce is ours alone', 'nonce', (_, nonce) => `r=${nonce},s=QSXCR+Q6sek8bf92,i=4096`],
    ['whose nonce has other characters', 'malformed', (first) => first.replace(',s=', '\u0001,s=')],
    ['with too few iterations', 'iterations', (first) => first.replace('i=4096', 'i=4095')],
    ['with too many iterations', 'iterations', (first) => first.replace('i=4096', 'i=10000001')],
    ['with no number of iterations', 'iterations', (first) => first.replace('i=4096', 'i=many')],
    ['with iterations in exponents', 'iterations', (first) => first.replace('i=4096', 'i=5e3')],
    ['with a leading zero', 'iterations', (first) => first.replace('i=4096', 'i=04096')],
    ['with negative iterations', 'iterations', (first) => first.replace('i=4096', 'i=-4096')],
    ['with no iterations', 'iterations', (first) => first.replace('i=4096', 'i=')],
    ['with a mandatory extension', 'mandatory-extension', (first) => `m=ext,${first}`],
    ['with one at its end', 'mandatory-extension', (first) => `${first},m=ext`],
    [
      'in another order',
      'malformed',
      (first) => first.replace(/^(.*),(s=.*),(i=.*)$/u, '$1,$3,$2'),
    ],
    ['without a salt', 'malformed', (first) => first.replace(/,s=[^,]*/u, '')],
    ['with an empty salt', 'malformed', (first) => first.replace(/,s=[^,]*/u, ',s=')],
    ['with a salt that is no base64', 'malformed', (first) => first.replace(/,s=[^,]*/u, ',s=§§')],
    ['with white space in its salt', 'malformed', (first) => first.replace(',s=', ',s= ')],
    ['with something after it', 'malformed', (first) => `${first},nonsense`],
    ['that is empty', 'malformed', () => ''],
    ['that is too long', 'malformed', (first) => `${first},x=${'y'.repeat(5000)}`],
  ])('%s', async (_name, code, change) => {
    const { scram, server, nonce } = await begin();
    const first = change(text(server.first()), nonce);
    await expect(scram.respond(bytes(first))).rejects.toMatchObject({
      name: 'SaslProtocolError',
      code,
    });
    expect(() => scram.finish(bytes('v=AAAA'))).toThrow(SaslProtocolError);
  });

  it('that is not UTF-8', async () => {
    const { scram } = await begin();
    const first = Uint8Array.from([0x72, 0x3d, 0xff]);
    await expect(scram.respond(first)).rejects.toMatchObject({ code: 'malformed' });
  });

  it('accepts the bounds of the iteration count', async () => {
    const { scram, server, nonce } = await begin({ iterations: 4096 });
    await scram.respond(server.first());
    // Ten million take seconds: with keys at hand nothing is computed.
    const salt = 'QSXCR+Q6sek8bf92';
    const keys = {
      mechanism: 'SCRAM-SHA-256' as const,
      salt,
      iterations: 10_000_000,
      clientKey: new Secret(new Uint8Array(32)),
      serverKey: new Secret(new Uint8Array(32)),
    };
    const other = new Scram('SCRAM-SHA-256', credentials({}), keys);
    await other.initial();
    await other.respond(bytes(`r=${nonce}more,s=${salt},i=10000000`));
  });
});

describe('SCRAM does not believe a success', () => {
  it('before its proof was asked for', async () => {
    const { scram } = await begin();
    expect(() => scram.finish(undefined)).toThrow(withCode('server-signature'));
    expect(() => scram.finish(bytes('v=AAAA'))).toThrow(withCode('server-signature'));
  });

  it.each<[string, string, (final: string) => string | undefined]>([
    ['without data', 'server-signature', () => undefined],
    ['with empty data', 'server-signature', () => ''],
    ['with a wrong signature', 'server-signature', (final) => flipLastBit(final)],
    ['with a part of the signature', 'server-signature', (final) => `v=${final.slice(2, 6)}`],
    ['with an empty signature', 'server-signature', () => 'v='],
    ['with a signature that is no base64', 'malformed', () => 'v=%%%%'],
    ['with another attribute', 'malformed', (final) => `x=1,${final}`],
    ['with an error', 'server-error', () => 'e=invalid-proof'],
  ])('%s', async (_name, code, change) => {
    const { scram, server } = await begin();
    const final = server.answer(text(await scram.respond(server.first())));
    const data = change(text(final));
    expect(() => scram.finish(data === undefined ? undefined : bytes(data))).toThrow(
      withCode(code),
    );
    expect(scram.keys).toBeUndefined();
  });

  it('after a wrong signature in a challenge', async () => {
    const { scram, server } = await begin();
    const final = server.answer(text(await scram.respond(server.first())));
    await expect(scram.respond(bytes(flipLastBit(text(final))))).rejects.toMatchObject({
      code: 'server-signature',
    });
    expect(() => scram.finish(undefined)).toThrow(withCode('server-signature'));
  });

  it('with a wrong signature after a right one', async () => {
    const { scram, server } = await begin();
    const final = server.answer(text(await scram.respond(server.first())));
    await scram.respond(final);
    expect(() => scram.finish(bytes(flipLastBit(text(final))))).toThrow(
      withCode('server-signature'),
    );
    expect(scram.keys).toBeUndefined();
  });

  it('after a third challenge', async () => {
    const { scram, server } = await begin();
    const final = server.answer(text(await scram.respond(server.first())));
    await scram.respond(final);
    await expect(scram.respond(final)).rejects.toMatchObject({ code: 'malformed' });
  });

  it('of a server that has another password', async () => {
    const { scram, server } = await begin({ stored: 'eraser' });
    await scram.respond(server.first());
    expect(() => scram.finish(server.answerUnchecked())).toThrow(withCode('server-signature'));
  });

  it('repeating words of the server that are none of RFC 5802', async () => {
    const { scram, server } = await begin();
    await scram.respond(server.first());
    expect(() => scram.finish(bytes('e=unknown-user'))).toThrow('unknown-user');
    expect(() => scram.finish(bytes('e=<script>'))).toThrow('no known reason');
  });
});

describe('the keys of a login by SCRAM', () => {
  it('make the next one without a password, and without deriving again', async () => {
    const { scram, server } = await begin();
    expect(scram.keys).toBeUndefined();
    const answer = text(await scram.respond(server.first()));
    expect(scram.keys).toBeUndefined();
    scram.finish(server.answer(answer));
    const { keys } = scram;
    expect(keys).toMatchObject({ mechanism: 'SCRAM-SHA-256', iterations: 4096 });

    const next = await begin({ password: undefined, keys });
    next.scram.finish(next.server.answer(text(await next.scram.respond(next.server.first()))));
    expect(next.scram.keys).toBe(keys);
  });

  it.each([
    ['salt', { salt: 'AAAA' }],
    ['iteration count', { iterations: 5000 }],
  ])('do not fit another %s: without a password that is the end', async (_name, change) => {
    const keys = {
      mechanism: 'SCRAM-SHA-256' as const,
      salt: SALT,
      iterations: 4096,
      clientKey: new Secret(new Uint8Array(32)),
      serverKey: new Secret(new Uint8Array(32)),
      ...change,
    };
    const { scram, server } = await begin({ password: undefined, keys });
    await expect(scram.respond(server.first())).rejects.toMatchObject({
      code: 'credentials',
      message: expect.stringContaining('stored keys do not fit'),
    });
  });

  it('are kept as plain data', async () => {
    const { scram, server } = await begin();
    scram.finish(server.answer(text(await scram.respond(server.first()))));
    const data: unknown = JSON.parse(JSON.stringify(serializeScramKeys(scram.keys!)));
    const keys = readScramKeys(data);
    expect(serializeScramKeys(keys!)).toEqual(data);
    const next = await begin({ password: undefined, keys });
    next.scram.finish(next.server.answer(text(await next.scram.respond(next.server.first()))));
  });

  it.each([
    ['nothing', null],
    ['another mechanism', { mechanism: 'toString' }],
    ['no salt', { salt: undefined }],
    ['iterations as text', { iterations: '4096' }],
    ['a key of another hash', { clientKey: 'AAAA' }],
    ['a key that is no base64', { serverKey: '!' }],
  ])('are not read from %s', (_name, change) => {
    const key = Buffer.alloc(32).toString('base64');
    const data = {
      mechanism: 'SCRAM-SHA-256',
      salt: SALT,
      iterations: 4096,
      clientKey: key,
      serverKey: key,
    };
    expect(readScramKeys(data)).toBeDefined();
    expect(readScramKeys(change && { ...data, ...change })).toBeUndefined();
  });

  it.each([
    ['salt', { salt: 'AAAA' }],
    ['iteration count', { iterations: 5000 }],
    ['mechanism', { mechanism: 'SCRAM-SHA-1' as const }],
  ])('are not used for another %s', async (_name, change) => {
    const stale = {
      mechanism: 'SCRAM-SHA-256' as const,
      salt: SALT,
      iterations: 4096,
      clientKey: new Secret(new Uint8Array(32)),
      serverKey: new Secret(new Uint8Array(32)),
      ...change,
    };
    const { scram, server } = await begin({ keys: stale });
    scram.finish(server.answer(text(await scram.respond(server.first()))));
    expect(scram.keys).not.toBe(stale);
  });
});

const SALT = 'W22ZaJ0SNY7soEsUEjb6gQ==';

interface Setting {
  readonly name?: ScramMechanismName;
  readonly credentials?: Partial<SaslCredentials>;
  readonly password?: string | undefined;
  /** What the server made its keys of, if not the client's password. */
  readonly stored?: string;
  readonly iterations?: number;
  readonly keys?: ConstructorParameters<typeof Scram>[2];
}

/** A login after its first message, and the server for it. */
async function begin(setting: Setting = {}) {
  const { name = 'SCRAM-SHA-256', stored, iterations = 4096 } = setting;
  const password = 'password' in setting ? setting.password : 'pencil';
  const scram = new Scram(
    name,
    credentials({ password: markSecret(password), ...setting.credentials }),
    setting.keys,
  );
  const server = serverOf(scram, stored ?? (password || 'pencil'), iterations);
  const initial = text(await scram.initial());
  server.hear(initial);
  return { scram, server, nonce: initial.slice(initial.indexOf('r=') + 2) };
}

/** A server of RFC 5802, written with Node's crypto and none of the code under test. */
function serverOf(scram: Scram, password: string, iterations = 4096) {
  const digest = scram.name
    .slice('SCRAM-'.length)
    .replace('-PLUS', '')
    .toLowerCase()
    .replace('sha-', 'sha');
  const hmac = (key: Buffer, data: string): Buffer => createHmac(digest, key).update(data).digest();
  const size = createHash(digest).digest().length;
  const salted = pbkdf2Sync(password, Buffer.from(SALT, 'base64'), iterations, size, digest);
  let bare = '';
  let first = '';
  const sign = (withoutProof: string): Uint8Array => {
    const signature = hmac(hmac(salted, 'Server Key'), `${bare},${first},${withoutProof}`);
    return bytes(`v=${signature.toString('base64')}`);
  };
  return {
    hear(initial: string) {
      bare = initial.slice(initial.indexOf(',n=') + 1);
      first = `r=${initial.slice(initial.indexOf('r=') + 2)}server,s=${SALT},i=${iterations}`;
    },
    first: () => bytes(first),
    sent(message: string) {
      first = message;
    },
    /** Checks the proof as section 3 says, and signs. */
    answer(message: string): Uint8Array {
      const at = message.lastIndexOf(',p=');
      const withoutProof = message.slice(0, at);
      const proof = Buffer.from(message.slice(at + 3), 'base64');
      const storedKey = createHash(digest).update(hmac(salted, 'Client Key')).digest();
      const signature = hmac(storedKey, `${bare},${first},${withoutProof}`);
      const clientKey = proof.map((byte, index) => byte ^ signature[index]!);
      expect(createHash(digest).update(clientKey).digest()).toEqual(storedKey);
      return sign(withoutProof);
    },
    answerUnchecked: () => sign('c=biws'),
  };
}

function credentials(change: Partial<SaslCredentials>): SaslCredentials {
  return {
    username: 'user',
    password: new Secret('pencil'),
    random: (count) => new Uint8Array(count).fill(7),
    ...change,
  };
}

function flipLastBit(final: string): string {
  const signature = Buffer.from(final.slice(2), 'base64');
  signature[signature.length - 1]! ^= 1;
  return `v=${signature.toString('base64')}`;
}

const withCode = (code: string) => expect.objectContaining({ name: 'SaslProtocolError', code });

function bytes(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

const text = (value: Uint8Array | Secret<Uint8Array> | undefined): string =>
  new TextDecoder().decode(value instanceof Secret ? value.reveal() : value);

function bytesOf(base64: string): Uint8Array {
  return decodeBase64(base64) ?? new Uint8Array(0);
}
