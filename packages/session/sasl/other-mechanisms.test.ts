import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Secret, markSecret } from '@xec/xec';
import { CramMd5 } from './cram-md5.js';
import { DigestMd5 } from './digest-md5.js';
import { External } from './external.js';
import { HashedToken, SaslProtocolError, type SaslCredentials } from './index.js';
import { OAuthBearer, XOAuth2 } from './oauth.js';

describe('EXTERNAL', () => {
  it('says nothing, or whom to act as (RFC 4422 appendix A)', async () => {
    expect(text(await new External({}).initial())).toBe('');
    const other = new External({ authzid: 'juliet@capulet.example' });
    expect(text(await other.initial())).toBe('juliet@capulet.example');
    expect(text(await other.respond(bytes('')))).toBe('juliet@capulet.example');
    other.finish();
  });

  it('ends at NUL and at a challenge with data', async () => {
    await expect(new External({ authzid: 'a\0b' }).initial()).rejects.toThrow(code('credentials'));
    await expect(new External({}).respond(bytes('x'))).rejects.toThrow(code('malformed'));
  });
});

describe('OAUTHBEARER', () => {
  const accessToken = 'vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==';
  const authzid = 'user@example.com';

  it('says what RFC 7628 section 4.1 says', async () => {
    const server = { host: 'server.example.com', port: 143 };
    const login = new OAuthBearer(credentials({ accessToken, authzid }), server);
    expect(Buffer.from((await login.initial()).reveal()).toString('base64')).toBe(
      'bixhPXVzZXJAZXhhbXBsZS5jb20sAWhvc3Q9c2VydmVyLmV4YW1wbGUuY29tAXBvcnQ9MTQzAWF1dGg9QmVhcmVyIHZG' +
        'OWRmdDRxbVRjMk52YjNSbGNrQmhiSFJoZG1semRHRXVZMjl0Q2c9PQEB',
    );
    login.finish();
  });

  it('names no server where none is asked for', async () => {
    const login = new OAuthBearer(credentials({ accessToken, authzid: 'a,b@example.com' }));
    expect(text(await login.initial())).toBe(
      `n,a=a=2Cb@example.com,\x01auth=Bearer ${accessToken}\x01\x01`,
    );
    expect(text(await new OAuthBearer(credentials({ accessToken })).initial())).toMatch(
      /^n,,\x01/u,
    );
  });

  it('lets the server say what is wrong, and refuse (section 4.3)', async () => {
    const login = new OAuthBearer(credentials({ accessToken, authzid }));
    await login.initial();
    const error =
      'eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIiwic2NvcGUiOiJleGFtcGxlX3Njb3BlIiwib3BlbmlkLWNvbmZpZ3VyYXRpb24' +
      'iOiJodHRwczovL2V4YW1wbGUuY29tLy53ZWxsLWtub3duL29wZW5pZC1jb25maWd1cmF0aW9uIn0=';
    expect(text(await login.respond(Buffer.from(error, 'base64')))).toBe('\x01');
    expect(() => {
      login.finish();
    }).toThrow('invalid_token');
    expect(() => {
      login.finish();
    }).toThrow(code('server-error'));
    await login.respond(bytes('<script>'));
    expect(() => {
      login.finish();
    }).toThrow('no known reason');
  });

  it.each([undefined, '', 'a b', 'a\x01b', 'a,b'])('needs a token, not %p', async (wrong) => {
    const login = new OAuthBearer(credentials({ accessToken: wrong }));
    await expect(login.initial()).rejects.toThrow(code('credentials'));
  });
});

describe('X-OAUTH2', () => {
  it('is PLAIN with a token', async () => {
    const login = new XOAuth2(credentials({ accessToken: 'abc' }));
    expect(text(await login.initial())).toBe('\0user\0abc');
    await expect(login.respond()).rejects.toThrow(code('malformed'));
    login.finish();
    const nobody = new XOAuth2(credentials({ accessToken: 'abc', username: '' }));
    await expect(nobody.initial()).rejects.toThrow(code('credentials'));
  });
});

describe('CRAM-MD5', () => {
  const tim = { username: 'tim', password: 'tanstaaftanstaaf' };

  it('answers as RFC 2195 section 2 does', async () => {
    const login = new CramMd5(credentials(tim));
    await expect(login.initial()).resolves.toBeUndefined();
    const challenge = bytes('<1896.697170952@postoffice.reston.mci.net>');
    expect(text(await login.respond(challenge))).toBe('tim b913a602c7eda7a495b4e6e7334d3890');
    login.finish();
    await expect(login.respond(challenge)).rejects.toThrow(code('malformed'));
  });

  it('ends where nothing is asked, or nothing is known', async () => {
    expect(() => {
      new CramMd5(credentials(tim)).finish();
    }).toThrow(code('malformed'));
    await expect(new CramMd5(credentials(tim)).respond(bytes(''))).rejects.toThrow(
      code('malformed'),
    );
    const nobody = new CramMd5(credentials({ password: undefined }));
    await expect(nobody.respond(bytes('x'))).rejects.toThrow(code('credentials'));
  });
});

describe('DIGEST-MD5', () => {
  const chris = { username: 'chris', password: 'secret', domain: 'elwood.innosoft.com' };
  const challenge =
    'realm="elwood.innosoft.com",nonce="OA6MG9tEQGm2hh",qop="auth",algorithm=md5-sess,charset=utf-8';

  it.each([
    [
      'imap',
      'OA6MG9tEQGm2hh',
      'OA6MHXh6VqTrRk',
      'd388dad90d4bbd760a152321f2143af7',
      'ea40f60335c427b5527b84dbabcdfffd',
    ],
    [
      'acap',
      'OA9BSXrbuRhWay',
      'OA9BSuZWMSpW8m',
      '6084c6db3fede7352c551284490fd0fc',
      '2f0b3d7c3c2e486600ef710726aa2eae',
    ],
  ])(
    'answers as RFC 2831 section 4 does for %s',
    async (service, nonce, cnonce, response, rspauth) => {
      const login = new DigestMd5(credentials({ ...chris, nonce: cnonce }), service);
      await expect(login.initial()).resolves.toBeUndefined();
      const answer = text(await login.respond(bytes(challenge.replace('OA6MG9tEQGm2hh', nonce))));
      expect(answer.split(',').sort()).toEqual(
        [
          'charset=utf-8',
          'username="chris"',
          'realm="elwood.innosoft.com"',
          `nonce="${nonce}"`,
          'nc=00000001',
          `cnonce="${cnonce}"`,
          `digest-uri="${service}/elwood.innosoft.com"`,
          `response=${response}`,
          'qop=auth',
        ].sort(),
      );
      expect(text(await login.respond(bytes(`rspauth=${rspauth}`)))).toBe('');
      login.finish(undefined);
    },
  );

  const begun = async (change: Partial<Plain> = {}, first = challenge) => {
    const login = new DigestMd5(credentials({ ...chris, ...change }));
    return { login, answer: text(await login.respond(bytes(first))) };
  };

  it('is for XMPP, names whom it acts for, and quotes', async () => {
    const { answer } = await begun({ authzid: 'a"b\\@x.example' });
    expect(answer).toContain('digest-uri="xmpp/elwood.innosoft.com"');
    expect(answer).toContain('authzid="a\\"b\\\\@x.example"');
  });

  it.each([
    ['the realm of the domain', 'realm="x",realm="elwood.innosoft.com",', 'elwood.innosoft.com'],
    ['the first realm', 'realm="x\\"y",realm="z",', 'x\\"y'],
    ['the domain', '', 'elwood.innosoft.com'],
  ])('takes %s', async (_name, realms, realm) => {
    const first = `${realms}nonce="n", ,algorithm=md5-sess,charset=utf-8,,`;
    expect((await begun({}, first)).answer).toContain(`realm="${realm}"`);
  });

  it('keeps to ISO 8859-1 where the server does not say UTF-8', async () => {
    const latin = 'nonce="n",algorithm=md5-sess';
    const login = new DigestMd5(credentials({ ...chris, username: 'ren\u00e9' }));
    expect(Buffer.from((await login.respond(bytes(latin))).reveal()).toString('latin1')).toContain(
      '"ren\u00e9"',
    );
    const other = new DigestMd5(credentials({ ...chris, password: '\u0436' }));
    await expect(other.respond(bytes(latin))).rejects.toThrow(code('credentials'));
  });

  it.each([
    ['no nonce', 'algorithm=md5-sess'],
    ['two nonces', 'nonce="a",nonce="b",algorithm=md5-sess'],
    ['another algorithm', 'nonce="a",algorithm=md5'],
    ['no algorithm', 'nonce="a"'],
    ['ciphers only', 'nonce="a",algorithm=md5-sess,qop="auth-conf"'],
    ['something else', 'nonsense'],
    ['no commas', 'nonce="a" algorithm=md5-sess'],
    ['too much', `nonce="${'a'.repeat(2048)}",algorithm=md5-sess`],
    ['nothing', ''],
  ])('refuses a challenge with %s', async (_name, first) => {
    await expect(begun({}, first)).rejects.toThrow(code('malformed'));
  });

  it('does not believe a success without proof, or with a wrong one', async () => {
    expect(() => {
      new DigestMd5(credentials(chris)).finish(undefined);
    }).toThrow(code('server-signature'));
    const { login } = await begun();
    expect(() => {
      login.finish(undefined);
    }).toThrow(code('server-signature'));
    const wrong = bytes(`rspauth=${'0'.repeat(32)}`);
    expect(() => {
      login.finish(wrong);
    }).toThrow(code('server-signature'));
    await expect(login.respond(wrong)).rejects.toThrow(code('server-signature'));
    expect(() => {
      login.finish(bytes('x=y'));
    }).toThrow(code('malformed'));
  });

  it('needs a password', async () => {
    await expect(begun({ password: undefined })).rejects.toThrow(code('credentials'));
  });
});

describe('HT-SHA-256', () => {
  const token = 'WXZzciBwYmFmdmZnZiBqdmd1IGp2eXFhcmZm';
  const data = bytes('what is between us');
  const proof = (role: string, binding = ''): Buffer =>
    createHmac('sha256', token).update(role).update(binding).digest();

  it.each([
    ['HT-SHA-256-NONE', undefined],
    ['HT-SHA-256-EXPR', 'tls-exporter'],
    ['HT-SHA-256-UNIQ', 'tls-unique'],
    ['HT-SHA-256-ENDP', 'tls-server-end-point'],
  ] as const)('proves the token, and lets the server prove it: %s', async (mechanism, type) => {
    const channelBinding = type && { type, data };
    const login = new HashedToken(mechanism, { ...credentials({ token }), channelBinding });
    const between = type === undefined ? '' : 'what is between us';
    const expected = Buffer.concat([bytes('user\0'), proof('Initiator', between)]);
    expect(Buffer.from((await login.initial()).reveal())).toEqual(expected);
    login.finish(proof('Responder', between));
  });

  it.each([
    ['nothing', undefined],
    ['its own proof', proof('Initiator')],
    ['a part of a proof', proof('Responder').subarray(0, 31)],
  ])('does not believe %s', (_name, said) => {
    const login = new HashedToken('HT-SHA-256-NONE', credentials({ token }));
    expect(() => {
      login.finish(said);
    }).toThrow(code('server-signature'));
  });

  it('needs a token, a user name, the binding, and no challenge', async () => {
    const login = (change: Partial<Plain>) =>
      new HashedToken('HT-SHA-256-EXPR', credentials({ token, ...change }));
    const channelBinding = { type: 'tls-exporter', data } as const;
    await expect(login({}).initial()).rejects.toThrow(code('channel-binding'));
    const other = { channelBinding: { type: 'tls-unique', data } } as const;
    await expect(login(other).initial()).rejects.toThrow(code('channel-binding'));
    const none = { channelBinding, token: undefined };
    await expect(login(none).initial()).rejects.toThrow(code('credentials'));
    const nobody = { channelBinding, username: '' };
    await expect(login(nobody).initial()).rejects.toThrow(code('credentials'));
    await expect(login({}).respond()).rejects.toThrow(SaslProtocolError);
  });
});

/** Credentials as one writes them down. */
type Plain = Omit<SaslCredentials, 'password' | 'accessToken' | 'token'> & {
  readonly password?: string | undefined;
  readonly accessToken?: string | undefined;
  readonly token?: string | undefined;
};

const credentials = (change: Partial<Plain>): SaslCredentials => {
  const { password, accessToken, token, ...rest } = { password: 'pencil', ...change };
  return {
    username: 'user',
    random: (count) => new Uint8Array(count),
    ...rest,
    password: markSecret(password),
    accessToken: markSecret(accessToken),
    token: markSecret(token),
  };
};

function code(name: string) {
  return expect.objectContaining({ name: 'SaslProtocolError', code: name });
}

function bytes(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

const text = (value: Uint8Array | Secret<Uint8Array> | undefined): string =>
  new TextDecoder().decode(value instanceof Secret ? value.reveal() : value);
