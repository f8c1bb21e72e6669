/**
 * Each element of the table is given to a session in its place, and read. In another namespace it is not: so the
 * table says what sessions do.
 */
import { expect, it } from '@jest/globals';
import { write, xml, type Element } from '@xec/stanza';
import { StageServer, TestRuntime, openStage, type Script, type Stage } from '@xec/testing';
import { memoryConnector, type Connector } from '@xec/transport';
import { openRegistration } from './registration/index.js';
import { probe } from './probe.js';
import { sessionElements, type SessionElement } from './session-elements.js';

const NS_STREAM = 'http://etherx.jabber.org/streams';
const NS_SASL = 'urn:ietf:params:xml:ns:xmpp-sasl';
const NS_TLS = 'urn:ietf:params:xml:ns:xmpp-tls';

/** Gives the element, with what is to be in it, in its place; says what the session did then. */
type Play = (element: (...inside: Element[]) => Element) => Promise<readonly string[]>;

const PLAIN = (): Element => xml('mechanisms', { xmlns: NS_SASL }, xml('mechanism', {}, 'PLAIN'));
const featuresOf = (...inside: Element[]): string =>
  write(xml('stream:features', { 'xmlns:stream': NS_STREAM }, inside));

/** A login whose server says to `name`, the `nth` time, what is given. */
async function login(
  name: string,
  say: (server: StageServer) => readonly string[],
  nth = 1,
): Promise<Stage> {
  const script: Script = (el, server) =>
    el.name === name && server.all(name).length === nth ? say(server) : undefined;
  const stage = await openStage({ script });
  stage.session.connect().catch(() => undefined); // what it came to is told by packets
  await stage.settle();
  return stage;
}

/** What was sent, and which packets of the session came beside its state. */
const did = ({ server, packets }: Stage): readonly string[] => [
  ...server.names,
  ...packets.map(({ key }) => key).filter((key) => key !== 'session_state'),
];

const inLogin =
  (inside?: () => Element): Play =>
  async (element) =>
    did(await login('auth', () => [write(element(...(inside ? [inside()] : [])))]));

const inLogin2 =
  (...inside: readonly Element[]): Play =>
  async (element) => {
    const offer = xml(
      'authentication',
      { xmlns: 'urn:xmpp:sasl:2' },
      xml('mechanism', {}, 'PLAIN'),
    );
    const script: Script = (el, server) => {
      if (el.name === 'open') return [server.opened(), featuresOf(offer)];
      return el.name === 'authenticate' ? [write(element(...inside))] : undefined;
    };
    const stage = await openStage({ script });
    stage.session.connect().catch(() => undefined); // as above
    await stage.settle();
    return did(stage);
  };

/** A server in clear text, at the other end of a connection that can go over to TLS. */
async function look(script: Script): Promise<readonly string[]> {
  const servers: StageServer[] = [];
  const memory = memoryConnector(
    (server) => {
      servers.push(new StageServer(server, 'capulet.example', script));
    },
    { isLoopback: false },
  );
  const begun: string[] = [];
  const connector: Connector = async (...args) =>
    Object.assign(await memory(...args), {
      startTls: () => {
        begun.push('TLS');
        return Promise.resolve();
      },
    });
  const where = { domain: 'capulet.example', service: 'memory', connector };
  await probe({ ...where, runtime: new TestRuntime() }).catch(() => undefined); // there is no TLS in memory
  return [...(servers[0]?.names ?? []), ...begun];
}

/** How each is played, and what a session does that reads it. */
const plays: Readonly<Record<string, readonly [play: Play, read: readonly string[]]>> = {
  StreamFeatures: [
    async (element) =>
      did(await login('open', (server) => [server.opened(), write(element(PLAIN()))])),
    ['auth'],
  ],
  StreamError: [
    async (element) => {
      const condition = xml('conflict', { xmlns: 'urn:ietf:params:xml:ns:xmpp-streams' });
      return did(await login('iq', () => [write(element(condition))]));
    },
    ['streamerror'],
  ],
  STARTTLS: [
    (element) =>
      look((el, server) => {
        if (el.name === 'open') return [server.opened(), featuresOf(element())];
        return el.name === 'starttls' ? [write(xml('failure', { xmlns: NS_TLS }))] : undefined;
      }),
    ['starttls'],
  ],
  STARTTLSProceed: [
    (element) =>
      look((el, server) => {
        const offer = xml('starttls', { xmlns: NS_TLS });
        if (el.name === 'open') return [server.opened(), featuresOf(offer)];
        return el.name === 'starttls' ? [write(element())] : undefined;
      }),
    ['TLS'],
  ],
  SASLChallenge: [inLogin(), ['abort']],
  SASLSuccess: [inLogin(), ['saslsuccess']],
  SASLFailure: [inLogin(() => xml('not-authorized', { xmlns: NS_SASL })), ['saslfailure']],
  SASL2Challenge: [inLogin2(), ['abort']],
  SASL2Success: [
    inLogin2(xml('authorization-identifier', {}, 'juliet@capulet.example')),
    ['saslsuccess'],
  ],
  SASL2Failure: [inLogin2(xml('not-authorized', { xmlns: NS_SASL })), ['saslfailure']],
  SessionBind: [
    async (element) =>
      did(await login('open', (server) => [server.opened(), featuresOf(element())], 2)),
    ['iq'],
  ],
  Register: [
    async (element) => {
      const connector = memoryConnector((server) => {
        new StageServer(server, 'capulet.example', (el, stage) =>
          el.name === 'open' ? [stage.opened(), featuresOf(element())] : undefined,
        );
      });
      const where = { domain: 'capulet.example', service: 'memory', connector };
      return openRegistration({ ...where, runtime: new TestRuntime() }).then(
        () => ['open to strangers'],
        (error: unknown) => [String(error)],
      );
    },
    ['open to strangers'],
  ],
};

const played = (entry: SessionElement, xmlns: string): Promise<readonly string[]> => {
  const found = plays[entry.class];
  if (found === undefined) throw new Error(`expected a play of ${entry.class}, got none`);
  return found[0]((...inside) => xml(entry.name, { xmlns }, inside));
};

it.each(sessionElements.map((each) => [each.class, each.place, each] as const))(
  'reads %s in its place: %s',
  async (name, _place, entry) => {
    const read = plays[name]?.[1] ?? [];
    expect(await played(entry, entry.xmlns)).toEqual(expect.arrayContaining([...read]));
    for (const each of read) expect(await played(entry, 'urn:example:other')).not.toContain(each);
  },
);

it('has each of them in the table', () => {
  expect(sessionElements.map((each) => each.class).sort()).toEqual(Object.keys(plays).sort());
});
