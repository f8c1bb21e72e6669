import { describe, expect, it } from '@jest/globals';
import * as rules from './binding-rules.js';
import {
  channelBindingTypes,
  chooseMechanism,
  chooseTokenMechanism,
  type ChannelBindingType,
  type MechanismChoice,
  type MechanismPolicy,
} from './index.js';

describe('the choice of a mechanism', () => {
  const all = ['PLAIN', 'SCRAM-SHA-1', 'ANONYMOUS', 'SCRAM-SHA-512', 'DIGEST-MD5', 'SCRAM-SHA-256'];

  it('is the strongest that is offered', () => {
    const offers = [...all];
    for (const best of ['SCRAM-SHA-512', 'SCRAM-SHA-256', 'SCRAM-SHA-1', 'PLAIN']) {
      expect(choose(offers, policy({ allowPlain: true }))).toMatchObject({ mechanism: best });
      offers.splice(offers.indexOf(best), 1);
    }
    expect(choose(offers, policy({ allowPlain: true }))).toHaveProperty('refused');
  });

  it.each<[string, Partial<MechanismPolicy>, boolean]>([
    ['allowed, over TLS', { allowPlain: true, isSecure: true }, true],
    ['allowed, to this machine', { allowPlain: true, isSecure: false, isLoopback: true }, true],
    ['allowed, in clear text', { allowPlain: true, isSecure: false }, false],
    ['not allowed, over TLS', { allowPlain: false, isSecure: true }, false],
    ['not allowed, to this machine', { allowPlain: false, isLoopback: true }, false],
  ])('is PLAIN only if it is allowed and nobody can listen: %s', (_name, change, isUsed) => {
    const choice = choose(['PLAIN'], policy(change));
    if (isUsed) expect(choice).toMatchObject({ mechanism: 'PLAIN' });
    else expect(choice).toEqual({ refused: expect.stringContaining('PLAIN') });
  });

  it('is no mechanism with MD5, and none with channel binding where there is nothing to bind to', () => {
    const offered = ['DIGEST-MD5', 'CRAM-MD5', 'SCRAM-SHA-256-PLUS', 'EXTERNAL', 'scram-sha-1'];
    expect(choose(offered, policy({ allowPlain: true }))).toEqual({
      refused:
        'The server offers DIGEST-MD5 only, which protects no password and is not allowed here.',
    });
    expect(choose(['SCRAM-SHA-256-PLUS', 'EXTERNAL', 'scram-sha-1'], policy({}))).toEqual({
      refused: 'The server offers no way to log in that is known here.',
    });
  });

  it('is ANONYMOUS when asked for, and only then', () => {
    expect(choose(all, policy({ anonymous: true }))).toMatchObject({ mechanism: 'ANONYMOUS' });
    expect(choose(['SCRAM-SHA-1'], policy({ anonymous: true }))).toHaveProperty('refused');
    expect(choose(['ANONYMOUS'], policy({}))).toEqual({
      refused: expect.stringContaining('no accounts'),
    });
  });

  it.each<[string, string[], string, string | undefined]>([
    ['keeps the pinned one', all, 'SCRAM-SHA-512', 'SCRAM-SHA-512'],
    ['moves up from it', all, 'SCRAM-SHA-1', 'SCRAM-SHA-512'],
    ['moves up from PLAIN', ['PLAIN', 'SCRAM-SHA-1'], 'PLAIN', 'SCRAM-SHA-1'],
    ['keeps PLAIN', ['PLAIN'], 'PLAIN', 'PLAIN'],
    ['does not move down to a weaker hash', ['SCRAM-SHA-1'], 'SCRAM-SHA-256', undefined],
    ['does not move down to PLAIN', ['PLAIN'], 'SCRAM-SHA-1', undefined],
    ['does not move down from one it does not know', all, 'SCRAM-SHA3-512', undefined],
    ['moves up from channel binding', all, 'SCRAM-SHA-256-PLUS', 'SCRAM-SHA-512'],
    ['takes the same hash without it', ['SCRAM-SHA-256'], 'SCRAM-SHA-256-PLUS', 'SCRAM-SHA-256'],
    ['does not move down from a certificate', ['PLAIN'], 'EXTERNAL', undefined],
    ['moves from a certificate to a password', ['SCRAM-SHA-1'], 'EXTERNAL', 'SCRAM-SHA-1'],
    ['keeps what shows a secret', ['PLAIN'], 'OAUTHBEARER', 'PLAIN'],
  ])('%s', (_name, offered, pinned, mechanism) => {
    const choice = choose(offered, policy({ allowPlain: true, pinned }));
    if (mechanism !== undefined) expect(choice).toMatchObject({ mechanism });
    else expect(choice).toEqual({ refused: expect.stringContaining(`with ${pinned} before`) });
  });
});

describe('the choice of a channel binding', () => {
  const plus = ['SCRAM-SHA-1', 'SCRAM-SHA-1-PLUS', 'SCRAM-SHA-256', 'SCRAM-SHA-256-PLUS'];
  const end = 'tls-server-end-point';

  it.each<[string, string[], string[] | undefined, ChannelBindingType[], string, string]>([
    [
      'binds by what both have',
      plus,
      ['tls-exporter'],
      ['tls-exporter'],
      '256-PLUS',
      'tls-exporter',
    ],
    [
      'prefers the exporter',
      plus,
      [end, 'tls-exporter'],
      [end, 'tls-exporter'],
      '256-PLUS',
      'tls-exporter',
    ],
    [
      'prefers tls-unique to the certificate',
      plus,
      [end, 'tls-unique'],
      [end, 'tls-unique'],
      '256-PLUS',
      'tls-unique',
    ],
    ['takes the certificate', plus, [end, 'tls-exporter'], [end], '256-PLUS', end],
    [
      'takes tls-unique of a server that names no types',
      plus,
      undefined,
      ['tls-unique'],
      '256-PLUS',
      'tls-unique',
    ],
    [
      'does not guess with TLS 1.3, as ejabberd has it',
      plus,
      undefined,
      ['tls-exporter', end],
      '256',
      'n',
    ],
    ['says n where no type is in common', plus, ['tls-exporter'], [end], '256', 'n'],
    [
      'says n where the server has nothing that is known',
      plus,
      ['tls-magic'],
      ['tls-exporter'],
      '256',
      'n',
    ],
    ['says n where the connection has none', plus, ['tls-exporter'], [], '256', 'n'],
    [
      'says y where the server has none',
      ['SCRAM-SHA-256'],
      undefined,
      ['tls-exporter'],
      '256',
      'y',
    ],
    ['says n where nobody has one', ['SCRAM-SHA-256'], undefined, [], '256', 'n'],
    [
      'binds rather than to use a stronger hash',
      ['SCRAM-SHA-1-PLUS', 'SCRAM-SHA-256'],
      ['tls-exporter'],
      ['tls-exporter'],
      '1-PLUS',
      'tls-exporter',
    ],
  ])('%s', (_name, mechanisms, channelBindings, own, hash, said) => {
    const choice = chooseMechanism({ mechanisms, channelBindings }, policy({ ...having(own) }));
    expect(choice).toMatchObject({ mechanism: `SCRAM-SHA-${hash}` });
    expect(flagOf(choice)).toBe(said);
  });

  it('pins the hash: a login without binding is no downgrade, one with a weaker hash is', () => {
    const bound = chooseMechanism(
      { mechanisms: plus, channelBindings: ['tls-exporter'] },
      policy(having(['tls-exporter'])),
    );
    expect(bound).toMatchObject({ mechanism: 'SCRAM-SHA-256-PLUS', pin: 'SCRAM-SHA-256' });
    const pinned = policy({ ...having(['tls-exporter']), pinned: 'SCRAM-SHA-256' });
    expect(choose(['SCRAM-SHA-256'], pinned)).toMatchObject({ mechanism: 'SCRAM-SHA-256' });
    expect(choose(['SCRAM-SHA-1-PLUS'], pinned)).toHaveProperty('refused');
    const mixed = {
      mechanisms: ['SCRAM-SHA-1-PLUS', 'SCRAM-SHA-256'],
      channelBindings: ['tls-exporter'],
    };
    const choice = chooseMechanism(mixed, pinned);
    expect(choice).toMatchObject({ mechanism: 'SCRAM-SHA-256' });
    expect(flagOf(choice)).toBe('n'); // "y" would say that nothing was offered
  });
});

describe('the choice by what the account has', () => {
  const all = [
    'PLAIN',
    'SCRAM-SHA-256',
    'EXTERNAL',
    'OAUTHBEARER',
    'X-OAUTH2',
    'CRAM-MD5',
    'DIGEST-MD5',
  ];

  it.each<[string, string[], Partial<MechanismPolicy>, string]>([
    ['a certificate', all, { hasCertificate: true, hasAccessToken: true }, 'EXTERNAL'],
    ['an access token', all, { hasAccessToken: true }, 'OAUTHBEARER'],
    ['an access token, for ejabberd', ['X-OAUTH2', 'PLAIN'], { hasAccessToken: true }, 'X-OAUTH2'],
    [
      'an access token and a pin',
      all,
      { hasAccessToken: true, pinned: 'SCRAM-SHA-512' },
      'OAUTHBEARER',
    ],
    [
      'an access token, in clear text',
      all,
      { hasAccessToken: true, isSecure: false },
      'SCRAM-SHA-256',
    ],
    ['a password', all, {}, 'SCRAM-SHA-256'],
    ['keys', all, { hasPassword: false, keys: 'SCRAM-SHA-256' }, 'SCRAM-SHA-256'],
    [
      'leave for DIGEST-MD5',
      ['DIGEST-MD5', 'CRAM-MD5'],
      { allowLegacy: ['CRAM-MD5', 'DIGEST-MD5'] },
      'DIGEST-MD5',
    ],
    ['leave for CRAM-MD5', ['DIGEST-MD5', 'CRAM-MD5'], { allowLegacy: ['CRAM-MD5'] }, 'CRAM-MD5'],
    ['leave for MD5, and SCRAM', all, { allowLegacy: ['CRAM-MD5', 'DIGEST-MD5'] }, 'SCRAM-SHA-256'],
  ])('takes what goes with %s', (_name, offered, change, mechanism) => {
    expect(choose(offered, policy(change))).toMatchObject({ mechanism });
  });

  it.each<[string, string[], Partial<MechanismPolicy>, string]>([
    [
      'keys of another hash',
      ['SCRAM-SHA-1'],
      { hasPassword: false, keys: 'SCRAM-SHA-256' },
      'Only keys for SCRAM-SHA-256',
    ],
    [
      'keys of another hash, pinned',
      ['SCRAM-SHA-1'],
      { hasPassword: false, keys: 'SCRAM-SHA-256', pinned: 'SCRAM-SHA-256' },
      'Only keys for SCRAM-SHA-256',
    ],
    [
      'an access token alone',
      ['PLAIN'],
      { hasPassword: false, hasAccessToken: true, allowPlain: true },
      'no access tokens',
    ],
    [
      'a certificate alone',
      ['PLAIN'],
      { hasPassword: false, hasCertificate: true },
      'no certificates',
    ],
    ['nothing', ['PLAIN'], { hasPassword: false }, 'no password, no token and no certificate'],
    ['a password that MD5 would show', ['CRAM-MD5'], {}, 'CRAM-MD5 only'],
    [
      'a password that MD5 would show, pinned',
      ['DIGEST-MD5'],
      { pinned: 'SCRAM-SHA-1', allowLegacy: ['DIGEST-MD5'] },
      'SCRAM-SHA-1 before',
    ],
  ])('says why there is nothing for %s', (_name, offered, change, sentence) => {
    expect(choose(offered, policy(change))).toEqual({ refused: expect.stringContaining(sentence) });
  });

  it('keeps to the mechanisms that are allowed', () => {
    const allowed = ['SCRAM-SHA-1'];
    const offer = {
      mechanisms: ['SCRAM-SHA-1-PLUS', 'SCRAM-SHA-512'],
      channelBindings: ['tls-exporter'],
    };
    const choice = chooseMechanism(offer, policy({ allowed, ...having(['tls-exporter']) }));
    expect(choice).toMatchObject({ mechanism: 'SCRAM-SHA-1-PLUS', offer });
    expect(choose(['SCRAM-SHA-512'], policy({ allowed }))).toHaveProperty('refused');
  });

  it('keeps the strongest pin', () => {
    const pinned = 'SCRAM-SHA-512';
    expect(choose(all, policy({ hasAccessToken: true, pinned }))).toMatchObject({ pin: pinned });
    expect(choose(all, policy({ pinned: 'SCRAM-SHA-1' }))).toMatchObject({ pin: 'SCRAM-SHA-256' });
    expect(choose(all, policy({ pinned: 'PLAIN' }))).toMatchObject({ pin: 'SCRAM-SHA-256' });
  });
});

describe('the choice of a mechanism for tokens', () => {
  const all = ['HT-SHA-256-NONE', 'HT-SHA-256-ENDP', 'HT-SHA-256-UNIQ', 'HT-SHA-256-EXPR'];

  it.each<[ChannelBindingType[], string]>([
    [[...channelBindingTypes], 'HT-SHA-256-EXPR'],
    [['tls-server-end-point', 'tls-unique'], 'HT-SHA-256-UNIQ'],
    [['tls-server-end-point'], 'HT-SHA-256-ENDP'],
    [[], 'HT-SHA-256-NONE'],
  ])('with %p takes %s', (own, mechanism) => {
    expect(chooseTokenMechanism(all, having(own).channelBinding.source)).toMatchObject({
      mechanism,
    });
  });

  it('is none where the token was given for a binding that is not there', () => {
    expect(chooseTokenMechanism(['HT-SHA-256-EXPR'])).toBeUndefined();
    expect(chooseTokenMechanism(['HT-SHA3-512-NONE'])).toBeUndefined();
  });
});

const choose = (mechanisms: readonly string[], rules: MechanismPolicy): MechanismChoice =>
  chooseMechanism({ mechanisms }, rules);

/** A connection that has these channel bindings. */
const having = (types: readonly ChannelBindingType[]) => ({
  channelBinding: {
    source: (type: ChannelBindingType): Uint8Array | undefined =>
      types.includes(type) ? new TextEncoder().encode(type) : undefined,
    rules,
  },
});

/** What is said in the gs2 header: `n`, `y` or a type. */
function flagOf(choice: MechanismChoice): string | undefined {
  if ('refused' in choice) return undefined;
  const { channelBinding } = choice;
  if (channelBinding === undefined) return 'n';
  return channelBinding === 'not-offered' ? 'y' : channelBinding.type;
}

const policy = (change: Partial<MechanismPolicy>): MechanismPolicy => ({
  allowPlain: false,
  anonymous: false,
  isSecure: true,
  isLoopback: false,
  ...change,
});
