/** Rules 50 to 53: logins and stream management. */
import { describe, expect } from '@jest/globals';
import { NS_BIND, NS_SASL, xml } from '@xec/stanza';
import { SaslError } from '@xec/xec';
import { Ask, probe } from '../reliability/probe/index.js';
import { openStage, type Script, type Stage, type StageOptions } from '../stage/index.js';
import { message, romeo, told } from './house.js';
import { forged, letsIn, scramServer } from './scram-server.js';
import { genuine, hostile } from './test-of-rule.js';

const NS_SM = 'urn:xmpp:sm:3';

/** What becomes of a login: `online`, or the condition of the error; and all that was said. */
async function login(options: StageOptions = {}): Promise<{ outcome: string; stage: Stage }> {
  const stage = await openStage({ features: [probe], setUp: false, allowPlain: false, ...options });
  const outcomes: string[] = [];
  void stage.session.connect().then(
    () => outcomes.push('online'),
    (error: unknown) => {
      const { condition } = error as { condition?: string }; // of SaslError and StreamError
      outcomes.push(error instanceof SaslError ? `sasl: ${error.condition}` : String(condition));
    },
  );
  // Deriving keys takes turns of the event loop, as many as the machine likes.
  while (outcomes.length === 0) await stage.settle();
  return { outcome: outcomes.join(), stage };
}

/** What the server got after the login was refused: no resource, no stanza. */
const isLetIn = ({ servers }: Stage): boolean =>
  servers.some(({ received }) => received.some((el) => el.is('iq')));

async function isRefused(options: StageOptions): Promise<string> {
  const { outcome, stage } = await login(options);
  expect([outcome, isLetIn(stage)]).toEqual([outcome, false]);
  expect(outcome).not.toBe('online');
  await stage.session.disconnect().catch(() => undefined);
  return outcome;
}

const offers =
  (...mechanisms: string[]): Script =>
  (el, server) =>
    el.is('open') && server.all('open').length === 1
      ? [server.opened(), server.features(...mechanisms)]
      : undefined;

describe('a login', () => {
  hostile(
    50,
    'a server that offers only what is weak gets neither password nor its hash',
    async () => {
      const clear = { transport: { isSecure: false, isLoopback: false } };
      for (const [mechanisms, more] of [
        [['PLAIN'], {}],
        [['DIGEST-MD5', 'CRAM-MD5'], {}],
        [['PLAIN'], { allowPlain: true, ...clear }],
        [['ANONYMOUS'], {}],
        [['X-UNKNOWN'], {}],
      ] as const) {
        const { outcome, stage } = await login({ script: offers(...mechanisms), ...more });
        expect([
          mechanisms,
          outcome,
          stage.servers.flatMap(({ names }) => names).includes('auth'),
        ]).toEqual([mechanisms, expect.not.stringMatching('online'), false]);
      }
    },
  );

  hostile(50, 'what was stronger before is not left for something weaker', async () => {
    const { stage } = await login({ script: scramServer() });
    await stage.settle();
    await stage.session.suspend();
    const again = await login({
      journal: stage.journal,
      allowPlain: true,
      script: offers('PLAIN'),
    });
    expect(again.outcome).not.toBe('online');
    expect(again.stage.servers.flatMap(({ names }) => names)).not.toContain('auth');
  });

  genuine(50, 'the strongest wins, PLAIN where it is allowed', async () => {
    const strong = await login({
      script: (el, server) =>
        el.is('open') && server.all('open').length === 1
          ? [server.opened(), server.features('PLAIN', 'SCRAM-SHA-1', 'SCRAM-SHA-256')]
          : undefined,
    });
    expect(strong.stage.server.all('auth').map(({ attrs }) => attrs['mechanism'])).toEqual([
      'SCRAM-SHA-256',
    ]);
    const plain = await login({ allowPlain: true, script: offers('PLAIN') });
    expect(plain.outcome).toBe('online');
    await plain.stage.disconnected();
  });

  hostile(
    51,
    'a server that does not prove itself lets nobody in',
    async () => {
      const twists: Parameters<typeof scramServer>[0][] = [
        { final: () => `v=${forged}` },
        { final: () => '' },
        { final: (signature) => `v=${signature}x` },
        { final: (signature) => `v=${signature.slice(0, -4)}` },
        { final: () => 'e=other-error' },
        { final: (signature) => `m=x,v=${signature}` },
        { successAtOnce: true },
        { first: () => 'r=other,s=MDEyMzQ1Njc4OWFiY2RlZg==,i=4096' },
        { first: (nonce) => `r=${nonce},s=MDEyMzQ1Njc4OWFiY2RlZg==,i=4096` },
        { first: (nonce) => `s=MDEyMzQ1Njc4OWFiY2RlZg==,r=${nonce}x,i=4096` },
        { first: (nonce) => `m=x,r=${nonce}x,s=MDEyMzQ1Njc4OWFiY2RlZg==,i=4096` },
        { first: (nonce) => `r=${nonce}x,s=,i=4096` },
        { iterations: 4095 },
        { iterations: 10_000_001 },
        { first: (nonce) => `r=${nonce}x,s=MDEyMzQ1Njc4OWFiY2RlZg==,i=4096x` },
        { first: (nonce) => `r=${nonce}x,s=MDEyMzQ1Njc4OWFiY2RlZg==` },
      ];
      for (const twist of twists)
        expect(await isRefused({ script: scramServer(twist) })).not.toBe('online');
    },
    30_000,
  );

  genuine(
    51,
    'one that does is believed, also with 4,096 iterations and an extension behind',
    async () => {
      for (const twist of [{}, { final: (signature: string) => `v=${signature},x=more` }]) {
        const { outcome, stage } = await login({ script: scramServer(twist) });
        expect([outcome, stage.servers.flatMap(({ names }) => names)]).toEqual([
          'online',
          ['open', 'auth', 'response', 'open', 'iq'],
        ]);
        await stage.disconnected();
      }
    },
  );

  /** Answers an element in another way; all else as a friendly server. */
  const instead =
    (name: string, answer: (...args: Parameters<Script>) => readonly string[]): Script =>
    (el, server) =>
      el.name === name ? answer(el, server) : letsIn(el, server);
  const plain = { allowPlain: true };
  const success = `<success xmlns='${NS_SASL}'/>`;

  hostile(52, 'what nobody awaits at that moment ends the stream', async () => {
    const cases: Script[] = [
      instead('auth', () => [message(romeo, told()), success]),
      instead('auth', () => ["<iq xmlns='jabber:client' type='result' id='1'/>"]),
      instead('auth', () => [`<enabled xmlns='${NS_SM}' id='x'/>`]),
      instead('auth', () => [`<challenge xmlns='${NS_SASL}'>=</challenge>`]),
      instead('auth', () => [
        "<success xmlns='urn:xmpp:sasl:2'><authorization-identifier>juliet@capulet.example</authorization-identifier></success>",
      ]),
      instead('auth', () => ["<success xmlns='urn:x'/>"]),
      instead('open', (_el, server) => [success, server.opened()]),
      instead('open', (_el, server) => [server.opened(), server.opened()]),
      instead('open', (_el, server) => [
        server.opened({ from: 'evil.example' }),
        server.features('PLAIN'),
      ]),
      instead('open', (_el, server) => [
        server.opened({ version: '0.9' }),
        server.features('PLAIN'),
      ]),
    ];
    for (const script of cases) expect(await isRefused({ ...plain, script })).not.toBe('online');
  });

  hostile(52, 'the address of another account is not taken for ours', async () => {
    for (const jid of [
      'romeo@capulet.example/x',
      'juliet@evil.example/x',
      'juliet@capulet.example',
      'x',
      '',
    ]) {
      const { outcome, stage } = await login({
        ...plain,
        script: instead('iq', (el, server) => [server.bound(el, jid)]),
      });
      expect([jid, outcome]).toEqual([jid, expect.not.stringMatching(/^online$/)]);
      await stage.session.disconnect().catch(() => undefined);
    }
  });

  hostile(52, 'features, success and the like inside, or after, a login are no news', async () => {
    const { stage } = await login(plain);
    for (const frame of [
      success,
      `<failure xmlns='${NS_SASL}'><not-authorized/></failure>`,
      `<resumed xmlns='${NS_SM}' h='0' previd='x'/>`,
    ]) {
      const one = await login(plain);
      one.stage.server.send(frame, message(romeo, told()));
      await one.stage.settle();
      expect([frame, one.stage.contents('probetold')]).toEqual([frame, []]);
      expect(one.stage.server.complaint).toBe('unsupported-stanza-type');
    }
    stage.server.send(message(romeo, success));
    await stage.settle();
    expect(stage.states.at(-1)).toBe('online');
    await stage.disconnected();
  });

  genuine(
    52,
    'in its own time each of them counts, and any resource that the server likes',
    async () => {
      const { outcome, stage } = await login({
        ...plain,
        script: instead('iq', (el, server) => [server.bound(el, 'Juliet@CAPULET.example/Given')]),
      });
      expect([outcome, stage.session.jid.toString()]).toEqual([
        'online',
        'juliet@capulet.example/Given',
      ]);
      await stage.disconnected();
    },
  );
});

describe('stream management', () => {
  /** @param resumed what it says to who wants to go on; absent: nothing */
  const managed =
    (resumed?: string): Script =>
    (el, server) => {
      if (el.is('open') && server.all('open').length === 2) {
        const features = `${String(xml('bind', { xmlns: NS_BIND }))}<sm xmlns='${NS_SM}'/>`;
        return [
          server.opened(),
          `<stream:features xmlns:stream='http://etherx.jabber.org/streams'>${features}</stream:features>`,
        ];
      }
      if (el.is('resume', NS_SM)) return resumed === undefined ? [] : [resumed];
      return el.is('enable', NS_SM)
        ? [`<enabled xmlns='${NS_SM}' id='sm1' resume='true'/>`]
        : undefined;
    };
  const online = async (resumed?: string): Promise<Stage> => {
    const { outcome, stage } = await login({ allowPlain: true, script: managed(resumed) });
    expect(outcome).toBe('online');
    return stage;
  };
  const acked = (h: string): string => `<a xmlns='${NS_SM}' h='${h}'/>`;
  const goesOn = (h: number, previd = 'sm1'): string =>
    `<resumed xmlns='${NS_SM}' previd='${previd}' h='${String(h)}'/>`;

  /** Loses the connection, and waits until another one is there. */
  async function reconnected(stage: Stage): Promise<void> {
    stage.transport.abort();
    await stage.settle();
    await stage.advance(10_000, 1000);
    expect(stage.servers.length).toBe(2);
  }

  /** How many requests the newest connection got after the login. */
  const sentAgain = ({ server }: Stage): number =>
    server.all('iq').filter((el) => el.getChild('ask') !== undefined).length;

  /** Asks something, hears this acknowledgement, and goes on with the stream from there. */
  async function afterAck(h: string, resumedAt: number): Promise<number> {
    const stage = await online(goesOn(resumedAt));
    void stage.session.request(new Ask({ n: 1 })).catch(() => undefined);
    await stage.settle();
    stage.server.send(acked(h));
    await stage.settle();
    await reconnected(stage);
    expect(stage.states.at(-1)).toBe('online');
    const count = sentAgain(stage);
    await stage.session.suspend();
    return count;
  }

  hostile(53, 'a count of more than was sent ends the stream', async () => {
    for (const h of ['1', '7', '4294967295']) {
      const stage = await online();
      stage.server.send(acked(h), message(romeo, told()));
      await stage.settle();
      const { complaint } = stage.server;
      expect([h, complaint, stage.contents('probetold')]).toEqual([h, 'undefined-condition', []]);
    }
  });

  hostile(53, 'a count that is none acknowledges nothing: the stanza is sent again', async () => {
    for (const h of ['', '-1', '1.0', '1e0', '1 1', '0x1', 'NaN', '4294967297']) {
      expect([h, await afterAck(h, 0)]).toEqual([h, 1]);
    }
  });

  hostile(53, 'another stream than ours is not gone on with', async () => {
    const stage = await online(goesOn(0, 'other'));
    stage.transport.abort();
    await stage.settle();
    await stage.advance(10_000, 1000);
    expect(stage.servers[1]?.complaint).toBe('undefined-condition');
    // The next one binds anew.
    expect(stage.server.names).toContain('enable');
    expect(stage.contents('session_state').at(-1)).not.toHaveProperty('resumed');
    await stage.session.suspend();
  });

  genuine(53, 'what a true count has is not sent again', async () => {
    expect(await afterAck('1', 1)).toBe(0);
  });

  genuine(53, 'ours counts what is stored', async () => {
    const stage = await online();
    stage.server.send(message(romeo, told(1)), message(romeo, told(2)), `<r xmlns='${NS_SM}'/>`);
    await stage.settle();
    expect(stage.server.all('a').at(-1)?.attrs['h']).toBe('2');
    expect(stage.server.complaint).toBeUndefined();
    await stage.session.suspend();
  });
});
