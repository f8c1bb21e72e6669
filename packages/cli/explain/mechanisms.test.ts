/** Logins by mechanisms that few servers need, and by tokens, frame by frame: rules 50 to 52. */
import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { genuine, hostile } from '@xec/testing/security';
import { explained } from '../testing/explained.js';

const SASL = "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'";
const SASL2 = "xmlns='urn:xmpp:sasl:2'";
const STREAM = "xmlns:stream='http://etherx.jabber.org/streams'";
const FAST = "xmlns='urn:xmpp:fast:0'";
const jid = 'user@example.com/phone';
const nonce = 'rOprNGfwEbeRWgbNEkqO';

const open =
  "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' from='example.com' id='1' version='1.0'/>";
const encode = (data: string | Buffer): string => Buffer.from(data).toString('base64');
const names = (list: readonly string[]): string =>
  list.map((name) => `<mechanism>${name}</mechanism>`).join('');
const typesOf = (list: readonly string[]): string =>
  `<sasl-channel-binding xmlns='urn:xmpp:sasl-cb:0'>` +
  `${list.map((type) => `<channel-binding type='${type}'/>`).join('')}</sasl-channel-binding>`;
const offers = (mechanisms: readonly string[], types: readonly string[] = []): string =>
  `<stream:features ${STREAM}><mechanisms ${SASL}>${names(mechanisms)}</mechanisms>` +
  `${types.length === 0 ? '' : typesOf(types)}</stream:features>`;
const challenge = (data: string): string => `<challenge ${SASL}>${encode(data)}</challenge>`;
const success = (data = ''): string => `<success ${SASL}>${data && encode(data)}</success>`;
const failure = (condition: string): string => `<failure ${SASL}><${condition}/></failure>`;

type Said = Record<string, unknown>;

/** What is said to the last of `frames`, which come after the opening. */
const toLast = (login: object, ...frames: readonly string[]): Promise<Said> =>
  explained({
    setup: { jid, login: { password: 'pencil', ...login }, prior: [open, ...frames.slice(0, -1)] },
    stanza: frames.at(-1),
  });

const accepts = async (login: object, ...frames: readonly string[]): Promise<Said> => {
  const said = await toLast(login, ...frames);
  expect([frames.at(-1), said]).toEqual([
    frames.at(-1),
    expect.objectContaining({ verdict: 'accepted' }),
  ]);
  return said;
};

const fails = async (
  reason: string,
  login: object,
  ...frames: readonly string[]
): Promise<void> => {
  const said = await toLast(login, ...frames);
  expect([frames.at(-1), said]).toEqual([
    frames.at(-1),
    expect.objectContaining({ verdict: 'login-failed', reason }),
  ]);
};

describe('DIGEST-MD5', () => {
  const login = { mechanism: 'DIGEST-MD5', allowLegacy: ['DIGEST-MD5'], nonce };
  const offered = offers(['DIGEST-MD5']);
  const asked = (more = ''): string =>
    challenge(
      `realm="example.com",nonce="OA6MG9",qop="auth",algorithm=md5-sess,charset=utf-8${more}`,
    );
  const md5 = (data: string | Buffer): Buffer => createHash('md5').update(data).digest();
  /** The server's proof, by RFC 2831 section 2.1.3. */
  const proof = (password = 'pencil'): string => {
    const secret = md5(`user:example.com:${password}`);
    const a1 = md5(Buffer.concat([secret, Buffer.from(`:OA6MG9:${nonce}`)])).toString('hex');
    const a2 = md5(':xmpp/example.com').toString('hex');
    return `rspauth=${md5(`${a1}:OA6MG9:00000001:${nonce}:auth:${a2}`).toString('hex')}`;
  };

  genuine(
    51,
    'DIGEST-MD5 goes on with a proof in success, or in a challenge before it',
    async () => {
      const { sent } = await accepts(login, offered, asked());
      expect(sent).toEqual([expect.stringMatching(/^<response [^>]*>…<\/response>$/u)]);
      await accepts(login, offered, asked(), success(proof()));
      await accepts(login, offered, asked(), challenge(proof()));
      await accepts(login, offered, asked(), challenge(proof()), success());
    },
  );

  hostile(51, 'DIGEST-MD5 ends with no proof, a wrong one, or a broken challenge', async () => {
    const wrong = ['server-signature', login, offered, asked()] as const;
    await fails(...wrong, success());
    await fails(...wrong, success(proof('pencil2')));
    await fails(...wrong, challenge(proof('pencil2')));
    await fails('malformed', login, offered, asked(), success('x=y'));
    await fails('server-signature', login, offered, success());
    for (const text of ['', 'algorithm=md5-sess', 'nonce="a"', 'nonce="a",algorithm=md5']) {
      await fails('malformed', login, offered, challenge(text));
    }
    await fails('malformed', login, offered, asked(',nonce="b"'));
    await fails(
      'malformed',
      login,
      offered,
      challenge('nonce="a",algorithm=md5-sess,qop="auth-int"'),
    );
  });

  hostile(50, 'the MD5 family is used only where the owner named it', async () => {
    for (const name of ['DIGEST-MD5', 'CRAM-MD5']) {
      await fails('invalid-mechanism', {}, offers([name]));
      const other = name === 'CRAM-MD5' ? 'DIGEST-MD5' : 'CRAM-MD5';
      await fails('invalid-mechanism', { allowLegacy: [other] }, offers([name]));
      const pinned = { allowLegacy: [name], pin: 'SCRAM-SHA-1' };
      await fails('invalid-mechanism', pinned, offers([name]));
    }
    const both = { allowLegacy: ['DIGEST-MD5', 'CRAM-MD5'] };
    const { sent } = await accepts(both, offers(['CRAM-MD5', 'SCRAM-SHA-1', 'DIGEST-MD5']));
    expect(sent).toEqual([expect.stringContaining('mechanism="SCRAM-SHA-1"')]);
  });
});

describe('CRAM-MD5', () => {
  const login = { mechanism: 'CRAM-MD5', allowLegacy: ['CRAM-MD5'] };
  const offered = offers(['CRAM-MD5']);
  const asked = challenge('<1896.697170952@example.com>');

  genuine(51, 'CRAM-MD5 answers one challenge, and proves nothing of the server', async () => {
    await accepts(login, offered, asked);
    await accepts(login, offered, asked, success());
    await fails('not-authorized', login, offered, asked, failure('not-authorized'));
  });

  hostile(
    51,
    'CRAM-MD5 ends with success at once, an empty challenge or a second one',
    async () => {
      await fails('malformed', login, offered, success());
      await fails('malformed', login, offered, challenge(''));
      await fails('malformed', login, offered, asked, asked);
    },
  );
});

describe('channel binding', () => {
  const data = Buffer.from('what is between the two of us...');
  const login = {
    mechanism: 'SCRAM-SHA-256',
    nonce,
    channelBinding: { 'tls-exporter': encode(data) },
  };
  const offered = offers(['SCRAM-SHA-256', 'SCRAM-SHA-256-PLUS'], ['tls-exporter']);
  const salt = 'W22ZaJ0SNY7soEsUEjb6gQ==';
  const first = `r=${nonce}and-more,s=${salt},i=4096`;
  const hmac = (key: Buffer, text: string): Buffer =>
    createHmac('sha256', key).update(text).digest();
  /** The server's signature of a login that is bound to `between` (RFC 5802 section 3). */
  const signature = (between: Buffer, header = 'p=tls-exporter,,'): string => {
    const salted = pbkdf2Sync('pencil', Buffer.from(salt, 'base64'), 4096, 32, 'sha256');
    const input = encode(Buffer.concat([Buffer.from(header), between]));
    const message = `n=user,r=${nonce},${first},c=${input},r=${nonce}and-more`;
    return `v=${encode(hmac(hmac(salted, 'Server Key'), message))}`;
  };

  genuine(51, 'a login is bound to the connection that both ends see', async () => {
    const { sent } = await accepts(login, offered);
    expect(sent).toEqual([expect.stringContaining('mechanism="SCRAM-SHA-256-PLUS"')]);
    await accepts(login, offered, challenge(first), success(signature(data)));
    const certificate = { ...login, channelBinding: { 'tls-server-end-point': encode(data) } };
    const endPoint = offers(['SCRAM-SHA-256-PLUS'], ['tls-server-end-point']);
    const signed = signature(data, 'p=tls-server-end-point,,');
    await accepts(certificate, endPoint, challenge(first), success(signed));
  });

  hostile(51, 'a server at the end of another connection cannot prove itself', async () => {
    const begun = ['server-signature', login, offered, challenge(first)] as const;
    await fails(...begun, success(signature(Buffer.from('between you and somebody else...'))));
    await fails(...begun, success(signature(Buffer.alloc(0))));
    await fails(...begun, success(signature(data, 'p=tls-unique,,')));
    await fails(...begun, success(signature(Buffer.alloc(0), 'n,,')));
  });

  hostile(51, 'an offer of bindings that contradicts itself ends the login', async () => {
    await fails('downgrade', login, offers(['SCRAM-SHA-256'], ['tls-exporter']));
    const authentication =
      `<stream:features ${STREAM}><authentication ${SASL2}>` +
      `${names(['SCRAM-SHA-256', 'SCRAM-SHA-256-PLUS'])}</authentication></stream:features>`;
    await fails('downgrade', login, authentication);
    await fails(
      'invalid-mechanism',
      { mechanism: 'SCRAM-SHA-256', nonce },
      offers(['SCRAM-SHA-256-PLUS'], ['tls-exporter']),
    );
  });

  hostile(51, 'a server that offers no binding where there could be one is told so', async () => {
    const plain = offers(['SCRAM-SHA-256']);
    await accepts(login, plain, challenge(first), success(signature(Buffer.alloc(0), 'y,,')));
    const signedAsIfNot = success(signature(Buffer.alloc(0), 'n,,'));
    await fails('server-signature', login, plain, challenge(first), signedAsIfNot);
  });
});

describe('OAUTHBEARER', () => {
  const login = { mechanism: 'OAUTHBEARER', accessToken: 'vF9dft4qmTc2Nvb3', password: null };
  const offered = offers(['OAUTHBEARER']);
  const error = challenge('{"status":"invalid_token","scope":"xmpp"}');

  genuine(51, 'OAUTHBEARER lets the server say what is wrong, and refuse', async () => {
    const { sent } = await accepts(login, offered);
    expect(sent).toEqual([expect.stringMatching(/^<auth [^>]*>…<\/auth>$/u)]);
    await accepts(login, offered, success());
    await accepts(login, offered, error);
    await fails('not-authorized', login, offered, error, failure('not-authorized'));
  });

  hostile(51, 'OAUTHBEARER ends with success after an error, and never in clear text', async () => {
    for (const each of [error, challenge('<script>'), challenge('')]) {
      await fails('server-error', login, offered, each, success());
    }
    await fails('encryption-required', { ...login, secure: false }, offered);
    await fails('invalid-mechanism', { ...login, accessToken: null }, offered);
  });
});

describe('a token (XEP-0484)', () => {
  const secret = 'WXZzciBwYmFmdmZnZiBqdmd1IGp2eXFhcmZm';
  const token = { token: secret, count: 7 };
  const features = (...mechanisms: readonly string[]): string =>
    `<stream:features ${STREAM}><authentication ${SASL2}>${names(['SCRAM-SHA-256'])}<inline>` +
    `<bind xmlns='urn:xmpp:bind:0'/><fast ${FAST}>${names(mechanisms)}</fast></inline>` +
    '</authentication></stream:features>';
  const offered = features('HT-SHA-256-NONE');
  const proof = (key = secret, between = '', role = 'Responder'): string =>
    encode(createHmac('sha256', key).update(role).update(between).digest());
  const yes = (data: string, inside = ''): string =>
    `<success ${SASL2}><additional-data>${data}</additional-data>` +
    `<authorization-identifier>${jid}</authorization-identifier>${inside}</success>`;
  const given = (token = 'n3xt', expiry = '2099-01-01T00:00:00Z'): string =>
    `<token ${FAST} token='${token}' expiry='${expiry}'/>`;
  const bound = "<bound xmlns='urn:xmpp:bind:0'/>";
  const refused = `<failure ${SASL2}><not-authorized ${SASL}/></failure>`;
  const login = { token, nonce };

  genuine(51, 'a token logs in at once, counts its uses, and may be replaced', async () => {
    const { sent, reason } = await toLast(login, offered, yes(proof(), bound));
    expect([sent, reason]).toEqual([[], 'the login goes on']);
    const start = await explained({ setup: { jid, login }, stanza: open });
    expect(start['verdict']).toBe('accepted');
    expect(await accepts(login, offered, yes(proof(), bound + given()))).toMatchObject({
      reason: 'the login goes on; the token that the server gave is kept for the next one',
    });
    const last = await accepts(login, offered, yes(proof(), bound), offers([]));
    expect(last['reason']).toBe(`the login is complete, as ${jid}`);
  });

  hostile(
    51,
    'a server that does not know the token is not believed, and gives no new one',
    async () => {
      for (const wrong of [
        proof('another token'),
        proof(secret, '', 'Initiator'),
        proof(secret, 'bound to something'),
        encode('short'),
        '',
      ]) {
        await fails('server-signature', login, offered, yes(wrong, bound + given()));
      }
      const without = `<success ${SASL2}><authorization-identifier>${jid}</authorization-identifier></success>`;
      await fails('server-signature', login, offered, without);
      await fails('malformed', login, offered, `<challenge ${SASL2}>${encode('x')}</challenge>`);
    },
  );

  hostile(
    52,
    'a login as somebody else ends at once, and nothing that came with it counts',
    async () => {
      const resumed = "<resumed xmlns='urn:xmpp:sm:3' previd='sm1' h='0'/>";
      for (const who of ['mallory@example.com/x', 'user@evil.example/x', 'example.com/x']) {
        for (const inside of [bound + given(), resumed]) {
          const stanza = yes(proof(), inside).replace(jid, who);
          const setup = { jid, login: { password: 'pencil', ...login }, prior: [open, offered] };
          const said = await explained({ setup: { ...setup, sm: { id: 'sm1' } }, stanza });
          expect([who, said]).toEqual([
            who,
            expect.objectContaining({
              verdict: 'stream-error',
              reason: 'invalid-from',
              packets: [],
            }),
          ]);
        }
      }
    },
  );

  genuine(51, 'a token that is refused is forgotten, and the password is asked for', async () => {
    const said = await accepts(login, offered, refused);
    expect(said['reason']).toBe('the login goes on; the token is forgotten');
    expect(said['sent']).toEqual([expect.stringContaining('mechanism="SCRAM-SHA-256"')]);
    expect(JSON.stringify(said)).not.toContain(secret);
    await fails('invalid-mechanism', { ...login, password: null }, offered, refused);
  });

  hostile(51, 'a token is bound to its connection, and of no use on another', async () => {
    const between = 'what is between us';
    const expr = { token: { ...token, mechanism: 'HT-SHA-256-EXPR' }, nonce };
    const here = { ...expr, channelBinding: { 'tls-exporter': encode(between) } };
    const offer = `${features('HT-SHA-256-EXPR').replace('</stream:features>', '')}${typesOf(['tls-exporter'])}</stream:features>`;
    await accepts(here, offer, yes(proof(secret, between), bound));
    await fails('server-signature', here, offer, yes(proof(), bound));
    // Without what it is bound to it is not used: the password is.
    const { sent } = await accepts(expr, offer);
    expect(sent).toEqual([expect.stringContaining('mechanism="SCRAM-SHA-256"')]);
  });

  hostile(
    51,
    'an offer that contradicts itself, or proves nothing, ends a login by a token',
    async () => {
      const here = { ...login, channelBinding: { 'tls-exporter': encode('what is between us') } };
      const typed = (offer: string, ...types: readonly string[]): string =>
        offer.replace('</stream:features>', `${typesOf(types)}</stream:features>`);
      // Rule 4 of XEP-0440 section 3: mechanisms and no types.
      await fails('downgrade', here, features('HT-SHA-256-NONE', 'HT-SHA-256-EXPR'));
      // Rule 5: types and no mechanisms.
      await fails('downgrade', here, typed(offered, 'tls-exporter'));
      // Rule 6: no type is known here, and the certificate is none of them.
      const magic = features('HT-SHA-256-NONE', 'HT-SHA-256-EXPR');
      await fails('downgrade', here, typed(magic, 'tls-magic'));
      // Without anything to be bound to it is none of our business.
      await accepts(login, typed(magic, 'tls-magic'), yes(proof(), bound));
    },
  );

  genuine(51, 'an offer of bindings that is in order lets a token log in', async () => {
    const here = { ...login, channelBinding: { 'tls-exporter': encode('what is between us') } };
    for (const types of [
      ['tls-exporter'],
      ['tls-server-end-point'],
      ['tls-magic', 'tls-exporter'],
    ]) {
      const offer = features('HT-SHA-256-NONE', 'HT-SHA-256-EXPR').replace(
        '</stream:features>',
        `${typesOf(types)}</stream:features>`,
      );
      await accepts(here, offer, yes(proof(), bound));
    }
    await accepts(here, offered, yes(proof(), bound));
  });

  hostile(50, 'a token is used neither in clear text nor after its end', async () => {
    const old = { token: { ...token, expiry: '2020-01-01T00:00:00Z' }, nonce };
    const { sent } = await accepts(old, offered);
    expect(sent).toEqual([expect.stringContaining('mechanism="SCRAM-SHA-256"')]);
    await fails('encryption-required', { ...login, secure: false }, offered);
  });

  hostile(53, 'a token goes on with the stream that was asked for, and no other', async () => {
    const sm = { id: 'secret-id', sent: 2, resuming: true };
    const answer = (previd: string, h: number): string =>
      yes(proof(), `<resumed xmlns='urn:xmpp:sm:3' previd='${previd}' h='${String(h)}'/>`);
    const told = (stanza: string): Promise<Said> =>
      explained({ setup: { jid, login, sm, prior: [open, offered] }, stanza });
    expect(await told(answer('secret-id', 1))).toMatchObject({
      verdict: 'accepted',
      reason: 'the stream that was lost goes on, and 1 of our stanzas are acknowledged',
    });
    expect(await told(answer('other-id', 1))).toMatchObject({ verdict: 'stream-error' });
    expect(await told(answer('secret-id', 3))).toMatchObject({ verdict: 'stream-error' });
  });

  it('is in nothing that is said', async () => {
    const { sent, ...said } = await explained({ setup: { jid, login }, stanza: 'x' });
    expect(JSON.stringify([sent, said])).not.toContain(secret);
    const wrong = {
      jid,
      login: { token: { token: [secret] }, channelBinding: { 'tls-exporter': 'ü' } },
    };
    const { error } = await explained({ setup: wrong, stanza: open });
    expect(error).toBe(
      'setup: login.token.token: expected a text; login.channelBinding.tls-exporter: expected base64',
    );
  });
});
