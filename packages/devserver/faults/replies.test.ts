import { describe, expect, it } from '@jest/globals';
import { parse, type XmlElement } from '@xec/stanza';
import { authenticate, login, startServer } from '../testing/servers.js';

const NS_SM = 'urn:xmpp:sm:3';
const ping = (id: string): string =>
  `<iq xmlns='jabber:client' type='get' id='${id}' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>`;
const isId =
  (id: string) =>
  (el: { attrs: Record<string, unknown> }): boolean =>
    el.attrs['id'] === id;
const told = (frames: readonly XmlElement[]): string[] =>
  frames
    .filter((el) => el.getNS() !== NS_SM)
    .map(({ name, attrs }) => [name, attrs['type'], attrs['id'], attrs['from']].join(' '));

describe('stanzas beside a reply', () => {
  it('come before it, such as one that somebody else sent', async () => {
    const server = await startServer();
    const alice = await login(server, 'alice');
    server.faults.before(isId('x'), (el) => {
      el.attrs['from'] = 'mallory@evil.example';
      return el;
    });
    alice.send(ping('x'));
    expect(told(await alice.settle())).toEqual([
      'iq result x mallory@evil.example',
      'iq result x localhost',
    ]);
  });

  it('come after it: the reply again', async () => {
    const server = await startServer();
    const alice = await login(server, 'alice');
    const end = server.faults.after(isId('x'), (el) => el);
    alice.send(ping('x'));
    expect(told(await alice.settle())).toEqual(['iq result x localhost', 'iq result x localhost']);
    end();
    alice.send(ping('x'));
    expect(told(await alice.settle())).toHaveLength(1);
  });

  it('come before it, with its id: a request and a message', async () => {
    const server = await startServer();
    const alice = await login(server, 'alice');
    server.faults.before(isId('x'), () => [
      parse(
        `<iq xmlns='jabber:client' type='get' id='x' from='bob@localhost/b'><ping xmlns='urn:xmpp:ping'/></iq>`,
      ),
      parse(`<message xmlns='jabber:client' type='chat' id='x' from='bob@localhost/b'/>`),
    ]);
    alice.send(ping('x'));
    expect(told(await alice.settle())).toEqual([
      'iq get x bob@localhost/b',
      'message chat x bob@localhost/b',
      'iq result x localhost',
    ]);
  });

  it('come before it: an error, then the result', async () => {
    const server = await startServer();
    const alice = await login(server, 'alice');
    server.faults.before({ stanza: isId('x'), times: 1 }, (el) => {
      el.attrs['type'] = 'error';
      return el;
    });
    for (let i = 0; i < 2; i++) alice.send(ping('x'));
    expect(told(await alice.settle())).toEqual([
      'iq error x localhost',
      'iq result x localhost',
      'iq result x localhost',
    ]);
  });

  it('come after a resumption: the reply that was acknowledged comes again, and counts', async () => {
    const server = await startServer();
    const alice = await login(server, 'alice', 'a');
    const id = await alice.enable();
    const reply = await alice.request(ping('x'));
    server.disconnect('alice', 'abort');
    server.send('alice', `<message xmlns='jabber:client' id='m'/>`);
    server.faults.after(
      (el) => el.is('resumed', NS_SM),
      () => reply,
    );
    const again = await authenticate(server, 'alice');
    await again.resume(id, 1);
    expect(told(await again.until('r'))).toEqual(['message  m ', 'iq result x localhost']);
    again.send(`<a xmlns='${NS_SM}' h='3'/>`);
    expect(await again.handled()).toBe(1);
  });

  it('are handled beside what a client sends', async () => {
    const server = await startServer();
    const alice = await login(server, 'alice');
    server.faults.after({ stanza: isId('x'), direction: 'in' }, () => parse(ping('y')));
    alice.send(ping('x'));
    expect(told(await alice.settle())).toEqual(['iq result x localhost', 'iq result y localhost']);
  });
});
