import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { DevServer } from '../index.js';
import { RawStreamClient } from '../testing/raw-stream-client.js';
import { online, startServer } from '../testing/servers.js';

const NS_COMPONENT = 'jabber:component:accept';
const NS_STREAMS = 'urn:ietf:params:xml:ns:xmpp-streams';
const DOMAIN = 'gateway.localhost';

const start = (): Promise<DevServer> =>
  startServer({ components: { [DOMAIN]: 'hush', 'other.localhost': 'hush' } });

const open: RawStreamClient[] = [];
afterEach(() => {
  for (const { socket } of open.splice(0)) socket.destroy();
});

async function connect(server: DevServer): Promise<RawStreamClient> {
  const client = await RawStreamClient.connect(server.componentUrl ?? '');
  open.push(client);
  return client;
}

async function greet(server: DevServer, domain = DOMAIN, secret = 'hush') {
  const component = await connect(server);
  const header = await component.header(domain, NS_COMPONENT);
  const id = String(header.attrs['id']);
  const digest = createHash('sha1').update(`${id}${secret}`).digest('hex');
  component.send(`<handshake>${digest}</handshake>`);
  return { component, answer: await component.next(), header };
}

describe('a component', () => {
  it('is let in by its secret', async () => {
    const { component, answer, header } = await greet(await start());
    expect(header.attrs).toMatchObject({ xmlns: NS_COMPONENT, from: DOMAIN });
    expect(answer.is('handshake', NS_COMPONENT)).toBe(true);
    component.send('</stream:stream>');
    expect(await component.nextPiece()).toEqual({ kind: 'end' });
    await component.closed;
  });

  it('is not let in by another secret, for an unknown domain, or twice', async () => {
    const server = await start();
    const wrong = await greet(server, DOMAIN, 'guess');
    expect(wrong.answer.getChild('not-authorized', NS_STREAMS)).toBeDefined();
    await wrong.component.closed;
    const unknown = await connect(server);
    await unknown.header('nobody.localhost', NS_COMPONENT);
    expect((await unknown.next()).getChild('host-unknown', NS_STREAMS)).toBeDefined();
    const client = await connect(server);
    await client.header(DOMAIN);
    expect((await client.next()).getChild('invalid-namespace', NS_STREAMS)).toBeDefined();
    await greet(server);
    const second = await greet(server);
    expect(second.answer.getChild('conflict', NS_STREAMS)).toBeDefined();
  });

  it('gets what is sent to its domain, and answers as anybody there', async () => {
    const server = await start();
    const alice = await online(server, 'alice', 'a');
    const { component } = await greet(server);
    alice.send(
      `<iq xmlns='jabber:client' type='get' id='1' to='bot@${DOMAIN}'><x xmlns='y'/></iq>`,
    );
    const asked = await component.next();
    expect(asked.getNS()).toBe(NS_COMPONENT);
    expect(asked.attrs).toMatchObject({ from: alice.jid, to: `bot@${DOMAIN}`, id: '1' });
    component.send(`<iq type='result' id='1' from='bot@${DOMAIN}' to='${alice.jid}'/>`);
    const answer = await alice.next();
    expect(answer.is('iq', 'jabber:client')).toBe(true);
    expect(answer.attrs).toMatchObject({ from: `bot@${DOMAIN}`, type: 'result' });
    component.send(
      `<message from='any@${DOMAIN}/x' to='alice@localhost' type='chat'><body>m</body></message>`,
    );
    component.send(`<presence from='any@${DOMAIN}/x' to='alice@localhost'/>`);
    const got = [await alice.next(), await alice.next()];
    expect(got.map(({ name }) => name)).toEqual(['message', 'presence']);
  });

  it('asks the server who it is, and is refused what only accounts have', async () => {
    const server = await start();
    const { component } = await greet(server);
    const ask = (id: string, to: string, child: string): void =>
      component.send(`<iq type='get' id='${id}' from='${DOMAIN}' to='${to}'>${child}</iq>`);
    ask('1', 'localhost', `<ping xmlns='urn:xmpp:ping'/>`);
    ask('2', 'localhost', `<query xmlns='http://jabber.org/protocol/disco#info'/>`);
    ask('3', 'localhost', `<query xmlns='http://jabber.org/protocol/disco#items'/>`);
    ask('4', 'localhost', `<query xmlns='jabber:iq:roster'/>`);
    ask('5', 'alice@localhost', `<query xmlns='http://jabber.org/protocol/disco#info'/>`);
    const answers = [];
    for (let i = 0; i < 5; i++) answers.push(await component.next());
    expect(answers.map(({ attrs }) => String(attrs['type']))).toEqual([
      ...['result', 'result', 'result', 'error', 'error'],
    ]);
    expect(answers[2]?.toString()).toContain('other.localhost');
  });

  it('speaks to other components', async () => {
    const server = await start();
    const { component } = await greet(server);
    const { component: other } = await greet(server, 'other.localhost');
    component.send(`<message from='${DOMAIN}' to='x@other.localhost'/>`);
    expect((await other.next()).attrs['from']).toBe(DOMAIN);
    component.send(`<message from='${DOMAIN}' to='x@far.example'><body>1</body></message>`);
    expect(
      (await component.next()).getChild('error')?.getChild('remote-server-not-found'),
    ).toBeDefined();
  });

  it.each([
    ['another sender', `<message from='alice@localhost' to='bob@localhost'/>`, 'invalid-from'],
    ['no sender', `<message to='bob@localhost'/>`, 'invalid-from'],
    ['no addressee', `<message from='${DOMAIN}'/>`, 'improper-addressing'],
    ['something else', `<x from='${DOMAIN}' to='localhost'/>`, 'unsupported-stanza-type'],
    ['a comment', `<!-- -->`, 'restricted-xml'],
  ])('that names %s is ended', async (_what, sent, condition) => {
    const { component } = await greet(await start());
    component.send(sent);
    expect((await component.next()).getChild(condition, NS_STREAMS)).toBeDefined();
    await component.closed;
  });

  it('that is away is answered for', async () => {
    const server = await start();
    const alice = await online(server, 'alice', 'a');
    const ask = (id: string) =>
      alice.request(
        `<iq xmlns='jabber:client' type='get' id='${id}' to='${DOMAIN}'><x xmlns='y'/></iq>`,
      );
    expect((await ask('1')).getChild('error')?.getChild('remote-server-timeout')).toBeDefined();
    const { component } = await greet(server);
    server.faults.streamError(DOMAIN, 'reset');
    await component.closed;
    expect((await ask('2')).getChild('error')?.getChild('remote-server-timeout')).toBeDefined();
    await server.restart();
    await greet(server);
  });
});
