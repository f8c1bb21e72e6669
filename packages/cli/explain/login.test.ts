/** Logins, frame by frame: rules 48 and 50 to 52. */
import { describe, expect, it } from '@jest/globals';
import { hostile } from '@xec/testing/security';
import { explained } from '../testing/explained.js';
import { xec } from '../testing/run-cli.js';

const SASL = "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'";
const STREAM = "xmlns:stream='http://etherx.jabber.org/streams'";
const jid = 'user@example.com/phone';
const nonce = 'rOprNGfwEbeRWgbNEkqO';

const open =
  "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' from='example.com' id='1' version='1.0'/>";
const offers = (...names: string[]): string =>
  `<stream:features ${STREAM}><mechanisms ${SASL}>` +
  `${names.map((name) => `<mechanism>${name}</mechanism>`).join('')}</mechanisms></stream:features>`;
const encode = (text: string): string => Buffer.from(text).toString('base64');
const challenge = (text: string): string => `<challenge ${SASL}>${encode(text)}</challenge>`;
const success = (text: string): string =>
  `<success ${SASL}>${text === '' ? '' : encode(text)}</success>`;

// RFC 7677 section 3: user "user", password "pencil".
const first = `r=${nonce}%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`;
const final = 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=';
const login = { password: 'pencil', mechanism: 'SCRAM-SHA-256', nonce };
const feature = "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/><sm xmlns='urn:xmpp:sm:3'/>";
const bound = (as: string): string =>
  `<iq xmlns='jabber:client' type='result' id='bind'>` +
  `<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>${as}</jid></bind></iq>`;

const exchange = [
  open,
  offers('SCRAM-SHA-256'),
  challenge(first),
  success(final),
  open,
  `<stream:features ${STREAM}>${feature}</stream:features>`,
  bound(jid),
  "<enabled xmlns='urn:xmpp:sm:3' id='s1' resume='true'/>",
];

/** What is said to `stanza` after the first `step` frames of the exchange. */
const after = (step: number, stanza: string, more: object = {}) =>
  explained({
    setup: { jid, prior: exchange.slice(0, step), login: { ...login, ...more } },
    stanza,
  });

describe('the exchange of RFC 7677', () => {
  it('is accepted step by step, and shows no payload', async () => {
    const said: unknown[] = [];
    for (const [step, frame] of exchange.entries()) {
      const { verdict, sent } = await after(step, frame);
      expect([step, verdict]).toEqual([step, 'accepted']);
      said.push(sent);
    }
    expect(said).toEqual([
      [],
      [`<auth ${SASL.replaceAll("'", '"')} mechanism="SCRAM-SHA-256">…</auth>`],
      [`<response ${SASL.replaceAll("'", '"')}>…</response>`],
      [expect.stringContaining('<open ')],
      [],
      [expect.stringContaining('id="bind"')],
      [expect.stringContaining('<enable ')],
      [],
    ]);
  });

  it('ends in a session that is online', async () => {
    const last = await after(7, exchange[7] ?? '');
    expect(last['reason']).toBe(`the login is complete, as ${jid}`);
    const ping = "<iq xmlns='jabber:client' type='get' id='1'><ping xmlns='urn:xmpp:ping'/></iq>";
    expect(await after(8, ping)).toMatchObject({ verdict: 'dispatched' });
  });

  it('is refused with another password', async () => {
    const { verdict, reason } = await after(3, success(final), { password: 'pencil2' });
    expect([verdict, reason]).toEqual(['login-failed', 'server-signature']);
  });

  it.each([
    ['a signature of somebody else', 3, success('v=AAAA'), 'server-signature'],
    ['a signature that is cut', 3, success(final.slice(0, -4)), 'server-signature'],
    ['no signature', 3, success(''), 'server-signature'],
    ['success without a challenge', 2, success(''), 'server-signature'],
    ['an error in place of the signature', 3, success('e=other-error'), 'server-error'],
    ['another nonce', 2, challenge(first.replace(nonce, 'x')), 'nonce'],
    ['our nonce alone', 2, challenge(`r=${nonce},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`), 'nonce'],
    ['attributes out of order', 2, challenge(`s=W22Z,r=${nonce}x,i=4096`), 'malformed'],
    ['an attribute that comes twice', 2, challenge(`${first},r=${nonce}x`), 'malformed'],
    ['an extension that is a must', 2, challenge(`m=x,${first}`), 'mandatory-extension'],
    ['no salt', 2, challenge(`r=${nonce}x,s=,i=4096`), 'malformed'],
    ['too few iterations', 2, challenge(first.replace('4096', '4095')), 'iterations'],
    ['too many iterations', 2, challenge(first.replace('4096', '10000001')), 'iterations'],
    ['a refusal', 2, `<failure ${SASL}><not-authorized/></failure>`, 'not-authorized'],
    ['PLAIN alone', 1, offers('PLAIN'), 'invalid-mechanism'],
    ['mechanisms with MD5', 1, offers('DIGEST-MD5', 'CRAM-MD5'), 'invalid-mechanism'],
  ])('fails with %s', async (_what, step, frame, condition) => {
    const { verdict, reason, packets } = await after(step, frame);
    expect([verdict, reason]).toEqual(['login-failed', condition]);
    expect(packets).toMatchObject([{ key: 'saslfailure' }]);
  });

  it.each([
    ['a stanza before the login', 2, "<message xmlns='jabber:client'/>", 'not-authorized'],
    ['features in place of a challenge', 2, offers('PLAIN'), 'unsupported-stanza-type'],
    ['success of another namespace', 3, "<success xmlns='urn:x'/>", 'unsupported-stanza-type'],
    ['another version', 0, open.replace('1.0', '0.9'), 'unsupported-version'],
    ['a resource of another account', 6, bound('mallory@example.com/x'), 'invalid-from'],
    ['no resource', 6, bound('user@example.com'), 'bad-format'],
    ['half a frame', 2, '<challenge', 'not-well-formed'],
  ])('ends the stream with %s', async (_what, step, frame, condition) => {
    expect(await after(step, frame)).toMatchObject({ verdict: 'stream-error', reason: condition });
  });

  it('binds by the answer to its request alone, and keeps other stanzas for later', async () => {
    const kept = { verdict: 'ignored', reason: 'no stanza counts before the login is complete' };
    const forged = [
      bound(jid).replace("id='bind'", "id='other'"),
      bound(jid).replace("'result'", "'set'"),
      bound(jid).replace('id=', "from='mallory@evil.example' id="),
      bound(jid).replace('id=', "from='user@example.com/other' id="),
      "<message xmlns='jabber:client' from='example.com'/>",
    ];
    for (const frame of forged) {
      expect([frame, await after(6, frame)]).toEqual([frame, expect.objectContaining(kept)]);
    }
    for (const from of ['example.com', 'user@example.com', jid]) {
      const reply = bound(jid).replace('id=', `from='${from}' id=`);
      expect(await after(6, reply)).toMatchObject({ verdict: 'accepted' });
    }
  });

  hostile(48, 'a stream on a WebSocket is opened by <open/> alone', async () => {
    const header = `<stream:stream ${STREAM} xmlns='jabber:client' from='example.com' version='1.0'/>`;
    for (const step of [0, 4]) {
      expect(await after(step, header)).toMatchObject({
        verdict: 'stream-error',
        reason: 'bad-format',
      });
    }
  });

  it('is with the server of the account, or with nobody', async () => {
    const prior = [open.replace('example.com', 'evil.example')];
    const stanza = offers('SCRAM-SHA-256');
    expect(await explained({ setup: { jid, login, prior }, stanza })).toMatchObject({
      verdict: 'stream-error',
      reason: 'invalid-from',
    });
  });
});

describe('a login', () => {
  const offered = (...features: string[]) => ({ password: 'pencil', features });
  const begins = (more: object, stanza = challenge(first)) =>
    explained({ setup: { jid, login: { nonce, ...more } }, stanza });

  it('begins with what the setup says is offered: the strongest wins', async () => {
    const strong = await begins({ ...offered('PLAIN', 'SCRAM-SHA-256'), allowPlain: true });
    expect(strong).toMatchObject({ verdict: 'accepted' });
    const plain = { ...offered('PLAIN'), allowPlain: true };
    expect(await begins(plain, success(''))).toMatchObject({ verdict: 'accepted' });
  });

  it.each([
    [{ allowPlain: false }, 'invalid-mechanism'],
    [{ allowPlain: true, pin: 'SCRAM-SHA-256' }, 'invalid-mechanism'],
    [{ allowPlain: true, secure: false }, 'encryption-required'],
  ])('shows its password to nobody who may not see it: %j', async (more, condition) => {
    expect(await begins({ ...offered('PLAIN'), ...more }, success(''))).toMatchObject({
      verdict: 'login-failed',
      reason: condition,
      sent: [],
    });
  });

  it('goes where it is sent, and never to less than TLS', async () => {
    const close = "<close xmlns='urn:ietf:params:xml:ns:xmpp-framing' see-other-uri='";
    const [away, clear] = await Promise.all([
      begins(offered('PLAIN', 'SCRAM-SHA-1'), `${close}wss://b.example/ws'/>`),
      begins(offered('PLAIN', 'SCRAM-SHA-1'), `${close}ws://b.example/ws'/>`),
    ]);
    expect(away['text']).toBe('the server closed the stream; it goes on at wss://b.example/ws');
    expect(clear).toMatchObject({ verdict: 'stream-error', text: 'the server closed the stream' });
  });

  it('tells nobody its password, in no encoding', async () => {
    const told = await Promise.all([
      after(2, challenge(first)),
      after(3, success('v=AAAA')),
      after(1, offers('PLAIN'), { mechanism: 'PLAIN', allowPlain: true }),
      after(1, offers('OAUTHBEARER'), { mechanism: 'OAUTHBEARER', accessToken: 'pencil' }),
    ]);
    expect(told.map(({ verdict }) => verdict)).toEqual([
      'accepted',
      'login-failed',
      'accepted',
      'accepted',
    ]);
    const text = JSON.stringify(told);
    for (const secret of ['pencil', encode('\0user\0pencil'), encode('pencil')]) {
      expect([secret, text.includes(secret)]).toEqual([secret, false]);
    }
  });

  it('takes white space for what it is', async () => {
    expect(await after(2, ' ')).toMatchObject({ verdict: 'ignored', sent: [] });
  });

  it('says what is wrong with its setup, and never the password', async () => {
    const secret = 'c0nfidential';
    const input = [
      { login: secret },
      { login: { password: [secret] } },
      { login: { nonce: 'a,b' } },
      { login: { username: 'a@b' } },
      { login, sent: ["<message xmlns='jabber:client'/>"] },
      { login, prior: ['<message'] },
      { login: { ...login, features: ['SCRAM-SHA-256'] }, prior: [success('')] },
    ].map((setup) => JSON.stringify({ setup: { jid, ...setup }, stanza: open }));
    const { code, out, lines } = await xec(['explain', '--json'], { input: input.join('\n') });
    expect(lines.map(({ error }) => error)).toEqual([
      expect.stringContaining('setup: login: expected an object'),
      'setup: login.password: expected a text',
      expect.stringContaining('setup: login.nonce: '),
      expect.stringContaining('setup: login.username: '),
      'setup: sent: expected none before the login is complete',
      expect.stringContaining('setup: prior.0 ended the stream'),
      expect.stringContaining('setup: prior.0 ended the login'),
    ]);
    expect(out).not.toContain(secret);
    expect(code).toBe(2);
  });

  it('warns of a member that it does not know', async () => {
    const input = JSON.stringify({ setup: { jid, login: { pasword: 'x' } }, stanza: open });
    const { err } = await xec(['explain', '--json'], { input });
    expect(err).toContain('login has no member "pasword"; did you mean "password"?');
  });
});

describe('a login by SASL2', () => {
  const NS = "xmlns='urn:xmpp:sasl:2'";
  const authentication =
    `<stream:features ${STREAM}><authentication ${NS}><mechanism>SCRAM-SHA-256</mechanism>` +
    '</authentication></stream:features>';
  const proved = (v: string): string =>
    `<success ${NS}><additional-data>${encode(v)}</additional-data>` +
    '<authorization-identifier>user@example.com</authorization-identifier></success>';
  const setup = {
    jid,
    login,
    prior: [open, authentication, `<challenge ${NS}>${encode(first)}</challenge>`],
  };

  it('wants the same proof', async () => {
    expect(await explained({ setup, stanza: proved(final) })).toMatchObject({
      verdict: 'accepted',
    });
    expect(await explained({ setup, stanza: proved('v=AAAA') })).toMatchObject({
      verdict: 'login-failed',
      reason: 'server-signature',
    });
  });

  it('shows no payload', async () => {
    const { sent } = await explained({
      setup: { ...setup, prior: [open] },
      stanza: authentication,
    });
    expect(sent).toEqual([expect.stringContaining('<initial-response>…</initial-response>')]);
    expect(JSON.stringify(sent)).not.toContain(encode(`n,,n=user,r=${nonce}`));
  });
});
