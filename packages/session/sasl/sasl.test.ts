import { describe, expect, it } from '@jest/globals';
import {
  chooseMechanism,
  createMechanism,
  SaslProtocolError,
  type MechanismName,
  type MechanismPolicy,
  type SaslCredentials,
} from './index.js';

describe('PLAIN', () => {
  it('says authzid, user name and password', async () => {
    // The first two examples of RFC 4616 section 4.
    expect(await initial('PLAIN', { username: 'tim', password: 'tanstaaftanstaaf' })).toBe(
      '\0tim\0tanstaaftanstaaf',
    );
    expect(
      await initial('PLAIN', { authzid: 'Ursel', username: 'Kurt', password: 'xipj3plmq' }),
    ).toBe('Ursel\0Kurt\0xipj3plmq');
  });

  it('says them in UTF-8, as typed', async () => {
    expect(await initial('PLAIN', { username: 'rené', password: 'å­𝄞' })).toBe('\0rené\0å­𝄞');
  });

  it.each([
    ['no password', { password: undefined }],
    ['an empty password', { password: '' }],
    ['an empty user name', { username: '' }],
    ['NUL in the password', { password: 'sec\0ret' }],
    ['NUL in the user name', { username: 'a\0b' }],
    ['NUL in the authzid', { authzid: 'a\0b' }],
  ])('refuses %s', async (_name, change) => {
    await expect(initial('PLAIN', change)).rejects.toMatchObject({
      name: 'SaslProtocolError',
      code: 'credentials',
      message: expect.not.stringContaining('sec'),
    });
  });

  it('ends when the server challenges it', async () => {
    const plain = createMechanism('PLAIN', credentials({}));
    await expect(plain.respond(new Uint8Array(0))).rejects.toThrow(SaslProtocolError);
  });
});

describe('ANONYMOUS', () => {
  it('says nothing, also when asked', async () => {
    const anonymous = createMechanism('ANONYMOUS', credentials({}));
    expect(await anonymous.initial()).toBeUndefined();
    expect(await anonymous.respond(new Uint8Array(0))).toHaveLength(0);
    anonymous.finish(undefined);
  });
});

describe('the choice of a mechanism', () => {
  const all = ['PLAIN', 'SCRAM-SHA-1', 'ANONYMOUS', 'SCRAM-SHA-512', 'DIGEST-MD5', 'SCRAM-SHA-256'];

  it('is the strongest that is offered', () => {
    const offers = [...all];
    for (const best of ['SCRAM-SHA-512', 'SCRAM-SHA-256', 'SCRAM-SHA-1', 'PLAIN']) {
      expect(chooseMechanism(offers, policy({ allowPlain: true }))).toEqual({ mechanism: best });
      offers.splice(offers.indexOf(best), 1);
    }
    expect(chooseMechanism(offers, policy({ allowPlain: true }))).toHaveProperty('refused');
  });

  it.each<[string, Partial<MechanismPolicy>, boolean]>([
    ['allowed, over TLS', { allowPlain: true, isSecure: true }, true],
    ['allowed, to this machine', { allowPlain: true, isSecure: false, isLoopback: true }, true],
    ['allowed, in clear text', { allowPlain: true, isSecure: false }, false],
    ['not allowed, over TLS', { allowPlain: false, isSecure: true }, false],
    ['not allowed, to this machine', { allowPlain: false, isLoopback: true }, false],
  ])('is PLAIN only if it is allowed and nobody can listen: %s', (_name, change, isUsed) => {
    const choice = chooseMechanism(['PLAIN'], policy(change));
    if (isUsed) expect(choice).toEqual({ mechanism: 'PLAIN' });
    else expect(choice).toEqual({ refused: expect.stringContaining('PLAIN') });
  });

  it('is no mechanism with MD5, and none with channel binding, which nothing here gives', () => {
    const offered = ['DIGEST-MD5', 'CRAM-MD5', 'SCRAM-SHA-256-PLUS', 'EXTERNAL', 'scram-sha-1'];
    expect(chooseMechanism(offered, policy({ allowPlain: true }))).toEqual({
      refused: 'The server offers no way to log in that is known here.',
    });
  });

  it('is ANONYMOUS when asked for, and only then', () => {
    expect(chooseMechanism(all, policy({ anonymous: true }))).toEqual({ mechanism: 'ANONYMOUS' });
    expect(chooseMechanism(['SCRAM-SHA-1'], policy({ anonymous: true }))).toHaveProperty('refused');
    expect(chooseMechanism(['ANONYMOUS'], policy({}))).toEqual({
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
    ['does not move down from channel binding', all, 'SCRAM-SHA-256-PLUS', undefined],
  ])('%s', (_name, offered, pinned, mechanism) => {
    const choice = chooseMechanism(offered, policy({ allowPlain: true, pinned }));
    if (mechanism !== undefined) expect(choice).toEqual({ mechanism });
    else expect(choice).toEqual({ refused: expect.stringContaining(`with ${pinned} before`) });
  });
});

async function initial(
  name: MechanismName,
  change: Partial<SaslCredentials>,
): Promise<string | undefined> {
  const data = await createMechanism(name, credentials(change)).initial();
  return data && new TextDecoder().decode(data);
}

const credentials = (change: Partial<SaslCredentials>): SaslCredentials => ({
  username: 'user',
  password: 'pencil',
  random: (count) => new Uint8Array(count),
  ...change,
});

const policy = (change: Partial<MechanismPolicy>): MechanismPolicy => ({
  allowPlain: false,
  anonymous: false,
  isSecure: true,
  isLoopback: false,
  ...change,
});
