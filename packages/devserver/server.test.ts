import { describe, expect, it } from '@jest/globals';
import { xml } from '@xec/stanza';
import { login, online, startServer } from './testing/servers.js';

const NS_STREAMS = 'urn:ietf:params:xml:ns:xmpp-streams';

describe('a server in a test', () => {
  it('sends what it is given, to a full JID or to all sessions of an account', async () => {
    const server = await startServer();
    const [one, two] = [await login(server, 'alice', 'one'), await login(server, 'alice', 'two')];
    server.send(
      'alice@localhost/one',
      `<message xmlns='jabber:client' from='forged.example' id='1'/>`,
    );
    server.send('alice', xml('message', { xmlns: 'jabber:client', id: '2' }));
    expect((await one.settle()).map(({ attrs }) => attrs['id'])).toEqual(['1', '2']);
    expect((await two.settle()).map(({ attrs }) => attrs['id'])).toEqual(['2']);
    expect(() => server.send('bob', '<message/>')).toThrow('nobody is there as "bob"');
  });

  it('adds and removes accounts', async () => {
    const server = await startServer();
    server.addAccount('dave', 'secret');
    expect(() => server.addAccount('dave', 'other')).toThrow('there already');
    expect(() => server.addAccount('a@b', 'x')).toThrow('no name');
    const dave = await login(server, 'dave');
    server.removeAccount('dave@localhost');
    expect((await dave.next()).getChild('not-authorized', NS_STREAMS)).toBeDefined();
    await expect(login(server, 'dave')).rejects.toThrow('not-authorized');
  });

  it('ends streams in order, without a word, or with an error', async () => {
    const server = await startServer();
    const [one, two, three] = [
      await login(server, 'alice', 'one'),
      await login(server, 'alice', 'two'),
      await login(server, 'alice', 'three'),
    ];
    server.disconnect(one.jid);
    expect((await one.next()).name).toBe('close');
    expect((await one.closed).code).toBe(1000);
    server.disconnect(two.jid, 'abort');
    expect((await two.closed).code).toBe(1006);
    server.disconnect('alice', { streamError: 'reset' });
    expect((await three.next()).getChild('reset', NS_STREAMS)).toBeDefined();
    expect(server.sessions()).toEqual([]);
  });

  it('records frames where it is asked to', async () => {
    const server = await startServer({ record: true });
    await online(server, 'alice');
    expect(server.log.length).toBeGreaterThan(8);
    expect(server.log[0]).toMatchObject({ connection: 1, direction: 'in' });
    expect(server.log[0]?.xml).toMatch(/^<open /);
    expect(server.log[1]?.direction).toBe('out');
    expect((await startServer()).log).toEqual([]);
  });

  it('ends the stream, and tells its owner, when a module throws', async () => {
    const errors: unknown[] = [];
    const server = await startServer({
      onFault: (error) => errors.push(error),
      modules: [
        () => ({
          name: 'broken',
          domain: 'broken.example',
          receive: () => {
            throw new Error('broken');
          },
        }),
      ],
    });
    const alice = await login(server, 'alice');
    alice.send(`<message xmlns='jabber:client' to='broken.example'/>`);
    expect((await alice.next()).getChild('internal-server-error', NS_STREAMS)).toBeDefined();
    expect(errors).toEqual([new Error('broken')]);
  });

  it('refuses a roster for somebody it does not know', async () => {
    await expect(startServer({ roster: { nobody: ['alice'] } })).rejects.toThrow('no account');
  });

  it('answers a page load with a hint', async () => {
    const server = await startServer();
    const response = await fetch(server.url.replace('ws:', 'http:'));
    expect(response.status).toBe(426);
    expect(await response.text()).toContain('for development');
  });

  it('ends a half-open stream without a word; its socket closes when the silence ends', async () => {
    const server = await startServer();
    const old = await login(server, 'alice', 'a');
    const end = server.faults.silence(old.jid);
    let heard = 0;
    old.socket.on('message', () => heard++);
    server.disconnect('alice', { streamError: 'conflict' });
    const bob = await login(server, 'bob');
    await bob.settle();
    expect(heard).toBe(0);
    expect(server.sessions()).toEqual([bob.jid]);
    end();
    expect((await old.closed).code).toBe(1000);
  });
});
