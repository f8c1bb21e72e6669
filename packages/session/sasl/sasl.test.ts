import { describe, expect, it } from '@jest/globals';
import { markSecret } from '@xec/xec';
import {
  createMechanism,
  SaslProtocolError,
  type LoginMechanismName,
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
    expect((await anonymous.respond(new Uint8Array(0))).reveal()).toHaveLength(0);
    anonymous.finish(undefined);
  });
});

async function initial(name: LoginMechanismName, change: Written): Promise<string | undefined> {
  const data = await createMechanism(name, credentials(change)).initial();
  return data && new TextDecoder().decode(data.reveal());
}

/** Credentials as one writes them down. */
type Written = Omit<Partial<SaslCredentials>, 'password'> & {
  readonly password?: string | undefined;
};

const credentials = (change: Written): SaslCredentials => {
  const { password, ...rest } = { password: 'pencil', ...change };
  return {
    username: 'user',
    random: (count) => new Uint8Array(count),
    ...rest,
    password: markSecret(password),
  };
};
