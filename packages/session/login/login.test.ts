import { describe, expect, it } from '@jest/globals';
import { openStage, type Script, type Stage, type StageOptions } from '@xec/testing';
import { PingServer, SaslError, StreamError, ping } from '@xec/xec';

const NS_SASL = 'urn:ietf:params:xml:ns:xmpp-sasl';

/** Connects, and gives the stage with what `connect()` came to. */
async function connect(options: StageOptions): Promise<Stage & { outcome: unknown }> {
  const stage = await openStage(options);
  const done = stage.session.connect().then(
    () => 'online',
    (error: unknown) => error,
  );
  await stage.settle();
  return Object.assign(stage, { outcome: stage.runtime.timers > 0 ? 'waiting' : await done });
}

/** A server that answers the first element `name` in its own way. */
const on =
  (name: string, answer: (...args: Parameters<Script>) => readonly string[], from = 1): Script =>
  (el, server) =>
    el.name === name && server.all(name).length >= from ? answer(el, server) : undefined;

describe('a login', () => {
  it('opens the stream, logs in, opens it anew and binds', async () => {
    const stage = await (await openStage()).connected();
    expect(stage.server.names).toEqual(['open', 'auth', 'open', 'iq']);
    expect(stage.server.received[0]?.attrs).toEqual({
      xmlns: 'urn:ietf:params:xml:ns:xmpp-framing',
      to: 'capulet.example',
      from: 'juliet@capulet.example',
      version: '1.0',
      'xml:lang': 'en',
    });
    expect(stage.contents('session_state')).toEqual([
      { state: 'connecting' },
      { state: 'authenticating' },
      { state: 'binding' },
      { state: 'online', jid: stage.session.jid.toString() },
    ]);
    expect(stage.contents('saslsuccess')).toEqual([{ mechanism: 'PLAIN' }]);
    expect(stage.contents('sasl2success')).toEqual([]); // it was none of those
    expect(stage.session.jid.toString()).toMatch(/^juliet@capulet\.example\/xec-.{8}$/);
    await stage.disconnected();
  });

  it('resolves connect() after those who subscribed heard of it', async () => {
    const stage = await openStage();
    let heard: string[] = [];
    void stage.session.connect().then(() => {
      heard = stage.states;
    });
    await stage.settle();
    expect(heard.at(-1)).toBe('online');
    await stage.disconnected();
  });

  describe('refuses', () => {
    const wrong: readonly [string, string, Script][] = [
      [
        'a stream of another domain',
        'invalid-from',
        on('open', (_el, server) => [
          server.opened({ from: 'evil.example' }),
          server.features('PLAIN'),
        ]),
      ],
      [
        'a stream of nobody',
        'invalid-from',
        on('open', (_el, server) => [server.opened({ from: undefined }), server.features('PLAIN')]),
      ],
      [
        'another domain after the login',
        'invalid-from',
        on(
          'open',
          (_el, server) => [server.opened({ from: 'evil.example' }), server.features()],
          2,
        ),
      ],
      [
        'a stream without a version',
        'unsupported-version',
        on('open', (_el, server) => [server.opened({ version: undefined })]),
      ],
      [
        'another version',
        'unsupported-version',
        on('open', (_el, server) => [server.opened({ version: '2.0' })]),
      ],
      ['what is no stream at all', 'bad-format', on('open', () => ["<hello xmlns='urn:x'/>"])],
      [
        'something else than features',
        'unsupported-stanza-type',
        on('open', (_el, server) => [server.opened(), "<hello xmlns='urn:x'/>"]),
      ],
      [
        'a stanza before the features',
        'not-authorized',
        on('open', (_el, server) => [server.opened(), "<message xmlns='jabber:client'/>"]),
      ],
      [
        'a stanza in place of the answer to the login',
        'not-authorized',
        on('auth', () => ["<iq xmlns='jabber:client' type='result' id='1'/>"]),
      ],
      [
        'challenges that are no base64',
        'unsupported-stanza-type',
        on('auth', () => [`<challenge xmlns='${NS_SASL}'>!</challenge>`]),
      ],
      [
        'a stream that is opened before it was asked for',
        'unsupported-stanza-type',
        on('auth', (_el, server) => [
          `<success xmlns='${NS_SASL}'/>`,
          server.opened(),
          server.features(),
        ]),
      ],
      [
        'a server without binding',
        'unsupported-feature',
        on('open', (_el, server) => [server.opened(), server.features('PLAIN')], 2),
      ],
      [
        'the JID of another account',
        'invalid-from',
        on('iq', (el, server) => [server.bound(el, 'romeo@capulet.example/x')]),
      ],
      [
        'the JID of another domain',
        'invalid-from',
        on('iq', (el, server) => [server.bound(el, 'juliet@evil.example/x')]),
      ],
      [
        'a bound JID without a resource',
        'bad-format',
        on('iq', (el, server) => [server.bound(el, 'juliet@capulet.example')]),
      ],
      [
        'another element than a stanza in place of the binding',
        'unsupported-stanza-type',
        on('iq', () => [`<success xmlns='${NS_SASL}'/>`]),
      ],
      [
        'more frames than a login has',
        'policy-violation',
        on('open', (_el, server) => [
          server.opened(),
          ...Array<string>(99).fill("<hello xmlns='urn:x'/>"),
        ]),
      ],
    ];
    it.each(wrong)('%s, with the stream error %s', async (_what, condition, script) => {
      const stage = await connect({ script });
      expect(stage.server.complaint).toBe(condition);
      expect(stage.server.names.at(-1)).toBe('close');
      expect(stage.outcome).toBeInstanceOf(StreamError);
      expect(stage.outcome).toMatchObject({ condition });
      expect(stage.states.at(-1)).toBe('offline');
      expect(stage.states).not.toContain('online');
    });
  });

  it('hears a server that opens in its own name, and then says that it has no such host', async () => {
    const stage = await connect({
      script: on('open', (_el, server) => [
        server.opened({ from: 'localhost' }),
        "<stream:error xmlns:stream='http://etherx.jabber.org/streams'>" +
          "<host-unknown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>",
      ]),
    });
    expect(stage.outcome).toMatchObject({ name: 'StreamError', condition: 'host-unknown' });
    expect(stage.contents('streamerror')).toEqual([{ condition: 'host-unknown' }]);
    expect(stage.states.at(-1)).toBe('ended');
  });

  it('takes the domain in any spelling', async () => {
    const script = on('open', (_el, server) => [
      server.opened({ from: 'CAPULET.example' }),
      server.all('open').length === 1 ? server.features('PLAIN') : server.features(),
    ]);
    expect((await connect({ script })).session.state.state).toBe('online');
  });

  it('takes the resource that the server imposes', async () => {
    const script = on('iq', (el, server) => [server.bound(el, 'juliet@capulet.example/imposed')]);
    const stage = await (await openStage({ script })).connected();
    expect(stage.session.jid.toString()).toBe('juliet@capulet.example/imposed');
    expect(stage.contents('session_state').at(-1)).toEqual({
      state: 'online',
      jid: 'juliet@capulet.example/imposed',
    });
  });

  it('asks for the resource of the address', async () => {
    const stage = await (await openStage({ jid: 'juliet@capulet.example/balcony' })).connected();
    expect(stage.session.jid.toString()).toBe('juliet@capulet.example/balcony');
  });

  it('is anonymous where that is wanted, whatever the localpart is then', async () => {
    const script = on('iq', (el, server) => [server.bound(el, 'a1b2c3@capulet.example/x')]);
    const stage = await openStage({
      jid: 'capulet.example',
      password: undefined,
      anonymous: true,
      script,
    });
    await stage.connected();
    expect(stage.contents('saslsuccess')).toEqual([{ mechanism: 'ANONYMOUS' }]);
    expect(stage.session.jid.toString()).toBe('a1b2c3@capulet.example/x');
  });

  it('answers requests that come before the binding, and goes on', async () => {
    const script = on('iq', (el, server) =>
      el.attrs['type'] === 'set'
        ? [
            "<iq xmlns='jabber:client' type='get' id='early'><query xmlns='urn:x'/></iq>",
            "<iq xmlns='jabber:client' type='result' id='other'/>",
            server.bound(el),
          ]
        : [],
    );
    const stage = await (await openStage({ script })).connected();
    const answer = stage.server.all('iq').find(({ attrs }) => attrs['id'] === 'early');
    expect(answer?.attrs['type']).toBe('error');
    expect(answer?.getChild('error')?.getChild('service-unavailable')).toBeDefined();
  });

  it.each([
    ['cancel', 'ended'],
    ['wait', 'offline'],
  ])('tells a binding that was refused: type %s, then %s', async (type, state) => {
    const script = on('iq', (el) => [
      `<iq xmlns='jabber:client' type='error' id='${String(el.attrs['id'])}'><error type='${type}'>` +
        "<resource-constraint xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>",
    ]);
    const stage = await connect({ script });
    expect(stage.outcome).toMatchObject({ condition: 'resource-constraint' });
    expect(stage.states.at(-1)).toBe(state);
    expect(stage.server.names.at(-1)).toBe('close');
  });

  it('may not take for ever', async () => {
    const stage = await openStage({ script: on('auth', () => []) });
    const done = expect(stage.session.connect()).rejects.toMatchObject({ condition: 'timeout' });
    await stage.settle();
    await stage.advance(29_999);
    expect(stage.states.at(-1)).toBe('authenticating');
    await stage.advance(1);
    await done;
    expect(stage.states.at(-1)).toBe('offline');
    expect(stage.server.end?.clean).toBe(false);
    expect(stage.runtime.timers).toBe(0);
  });
});

describe('a refused login', () => {
  const failure = (inside: string): string => `<failure xmlns='${NS_SASL}'>${inside}</failure>`;

  it.each([
    'aborted',
    'account-disabled',
    'credentials-expired',
    'encryption-required',
    'incorrect-encoding',
    'invalid-authzid',
    'invalid-mechanism',
    'malformed-request',
    'mechanism-too-weak',
    'not-authorized',
    'temporary-auth-failure',
  ])('ends the session with %s, and is not tried again', async (condition) => {
    const text = "<text xml:lang='en'>No.</text>";
    const stage = await connect({ script: on('auth', () => [failure(`<${condition}/>${text}`)]) });
    expect(stage.outcome).toBeInstanceOf(SaslError);
    expect(stage.outcome).toMatchObject({ condition, text: 'No.' });
    expect(stage.contents('saslfailure')).toEqual([{ condition, text: 'No.' }]);
    expect(stage.contents('sasl2failure')).toEqual([]); // it was none of those
    expect(stage.contents('session_state').at(-1)).toEqual({
      state: 'ended',
      reason: { condition, text: 'No.' },
    });
    expect(stage.server.names.at(-1)).toBe('close');
    await stage.advance(600_000);
    expect(stage.servers).toHaveLength(1);
    expect(stage.runtime.timers).toBe(0);
  });

  it('ends nothing where only the password is missing: what is pending waits for it', async () => {
    const stage = await openStage({ password: '', features: [ping], setUp: false });
    const asked = stage.session.request(new PingServer());
    const done = stage.session.connect();
    await Promise.all([
      expect(done).rejects.toMatchObject({ condition: 'credentials' }),
      stage.settle(),
    ]);
    expect(stage.states.at(-1)).toBe('offline');
    expect(stage.contents('saslfailure')).toMatchObject([{ condition: 'credentials' }]);
    expect(stage.session.pending).toHaveLength(1);
    stage.session.setPassword('r0m30myr0m30');
    await stage.connected();
    const id = String(stage.server.all('iq').at(-1)?.attrs['id']);
    stage.server.send(`<iq xmlns='jabber:client' type='result' id='${id}'/>`);
    await stage.settle();
    await asked;
  });

  it('has no text where the server gave none, and a known condition', async () => {
    const stage = await connect({ script: on('auth', () => [failure('<no-such-thing/>')]) });
    expect(stage.contents('saslfailure')).toEqual([{ condition: 'not-authorized' }]);
  });

  it.each([
    ['<close/>', ["<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>"]],
    [
      'a stream error',
      [
        "<stream:error xmlns:stream='http://etherx.jabber.org/streams'>" +
          "<undefined-condition xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>",
      ],
    ],
    ['half a frame', ['<half']],
  ])('is told also where %s comes with it', async (_what, frames) => {
    const stage = await connect({
      script: on('auth', () => [failure('<not-authorized/>'), ...frames]),
    });
    expect(stage.outcome).toMatchObject({ name: 'SaslError', condition: 'not-authorized' });
    expect(stage.states.at(-1)).toBe('ended');
  });

  it('is told also where the connection goes with it', async () => {
    const stage = await connect({
      script: (el, server) => {
        if (el.name !== 'auth') return undefined;
        server.send(failure('<not-authorized/>'));
        server.transport.abort();
        return [];
      },
    });
    expect(stage.outcome).toMatchObject({ name: 'SaslError', condition: 'not-authorized' });
  });

  it.each([
    ['no password', { password: undefined }, 'invalid-mechanism'],
    ['PLAIN that is not allowed', { allowPlain: false }, 'invalid-mechanism'],
    [
      'PLAIN that others could read',
      { transport: { isLoopback: false }, connect: { allowInsecure: true } },
      'invalid-mechanism',
    ],
    ['mechanisms that are not offered', { mechanisms: ['SCRAM-SHA-256'] }, 'invalid-mechanism'],
    [
      'no account where one is wanted',
      {
        jid: 'capulet.example',
        anonymous: true,
        script: on('open', (_el, server) => [server.opened(), server.features('PLAIN')]),
      },
      'invalid-mechanism',
    ],
  ] as const)('comes of %s', async (_what, options, condition) => {
    const stage = await connect(options);
    expect(stage.outcome).toMatchObject({ name: 'SaslError', condition });
    expect(stage.server.all('auth')).toEqual([]);
    expect(stage.states.at(-1)).toBe('ended');
  });

  it('comes of a way that others can read, whatever the mechanism', async () => {
    const stage = await connect({ transport: { isLoopback: false } });
    expect(stage.outcome).toMatchObject({
      name: 'StreamError',
      condition: 'encryption-required',
      text: expect.stringContaining('The server offers no TLS'),
    });
    expect(stage.server.names).toEqual(['open', 'close']);
    expect(stage.server.received[0]?.attrs['from']).toBeUndefined();
    expect(stage.states.at(-1)).toBe('ended');
  });

  it('does not come of PLAIN over TLS', async () => {
    const stage = await openStage({ transport: { isLoopback: false, isSecure: true } });
    await stage.connected();
    expect(stage.session.state.state).toBe('online');
  });

  it('comes of nothing else than what was asked to log in', async () => {
    const stage = await connect({
      script: on('open', (_el, server) => [server.opened(), server.features()]),
    });
    expect(stage.outcome).toMatchObject({ name: 'SaslError', condition: 'invalid-mechanism' });
  });
});
