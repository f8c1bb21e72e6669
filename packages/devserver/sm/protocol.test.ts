import { describe, expect, it } from '@jest/globals';
import type { XmlElement } from '@xec/stanza';
import { plain } from '../testing/raw-client.js';
import { authenticate, connect, login, online, startServer } from '../testing/servers.js';

const NS_SM = 'urn:xmpp:sm:3';
const NS_STREAMS = 'urn:ietf:params:xml:ns:xmpp-streams';
const R = `<r xmlns='${NS_SM}'/>`;
const a = (h: number | string): string => `<a xmlns='${NS_SM}' h='${h}'/>`;
const chat = (to: string, id: string): string =>
  `<message xmlns='jabber:client' type='chat' to='${to}' id='${id}'><body>${id}</body></message>`;
const ping = (id: string): string =>
  `<iq xmlns='jabber:client' type='get' id='${id}' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>`;
const names = (frames: readonly XmlElement[]): string[] => frames.map((el) => el.getName());
const ids = (frames: readonly XmlElement[]): unknown[] => frames.map(({ attrs }) => attrs['id']);
const condition = (failed: XmlElement): string | undefined =>
  failed.getChildElements()[0]?.getName();

describe('enabling', () => {
  it('is offered after the login, unless it is switched off', async () => {
    const client = await connect(await startServer());
    expect((await client.open()).getChild('sm', NS_SM)).toBeUndefined();
    client.send(plain('alice', 'secret'));
    await client.next();
    expect((await client.open()).getChild('sm', NS_SM)).toBeDefined();
    const server = await startServer({ streamManagement: false });
    const other = await login(server, 'alice');
    other.send(`<enable xmlns='${NS_SM}'/>`);
    const error = await other.next();
    expect(error.getChild('unsupported-stanza-type', NS_STREAMS)).toBeDefined();
  });

  it('gives an id to resume with, and says for how long', async () => {
    const server = await startServer({ streamManagement: { location: 'localhost:5280' } });
    const alice = await login(server, 'alice');
    alice.send(`<enable xmlns='${NS_SM}' resume='true'/>`);
    const enabled = await alice.next();
    expect(enabled.is('enabled', NS_SM)).toBe(true);
    expect(enabled.attrs).toMatchObject({ resume: 'true', max: '300', location: 'localhost:5280' });
    expect(enabled.attrs['id']).toMatch(/^.{16}$/);
  });

  it('gives no more time than the client asks for, as ejabberd does', async () => {
    const alice = await login(await startServer(), 'alice');
    alice.send(`<enable xmlns='${NS_SM}' resume='1' max='120'/>`);
    expect((await alice.next()).attrs['max']).toBe('120');
  });

  it('gives no id where the client does not want to resume, or comes back as somebody else', async () => {
    const alice = await login(await startServer(), 'alice');
    alice.send(`<enable xmlns='${NS_SM}'/>`);
    expect((await alice.next()).attrs).toEqual({ xmlns: NS_SM });
    const nobody = await connect(await startServer({ anonymous: true }));
    await nobody.open();
    nobody.send(`<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>`);
    await nobody.next();
    await nobody.open();
    await nobody.bind();
    expect(await nobody.enable()).toBe('undefined');
  });

  it('is refused before bind and twice, and the stream goes on', async () => {
    const server = await startServer();
    const alice = await authenticate(server, 'alice');
    alice.send(`<enable xmlns='${NS_SM}' resume='true'/>`);
    expect(condition(await alice.next())).toBe('unexpected-request');
    await alice.bind('a');
    await alice.enable();
    alice.send(`<enable xmlns='${NS_SM}'/>`);
    const failed = await alice.next();
    expect(failed.is('failed', NS_SM)).toBe(true);
    expect(condition(failed)).toBe('unexpected-request');
    expect(condition(await alice.resume('any', 0))).toBe('unexpected-request');
    expect(await alice.handled()).toBe(0);
  });

  it('is refused before the login', async () => {
    const client = await connect(await startServer());
    await client.open();
    client.send(`<enable xmlns='${NS_SM}' resume='true'/>`);
    expect(condition(await client.next())).toBe('unexpected-request');
  });
});

describe('acknowledging', () => {
  it('counts each stanza that was handled since, and nothing else', async () => {
    const alice = await login(await startServer(), 'alice');
    alice.send(ping('before'));
    await alice.next();
    await alice.enable();
    expect(await alice.handled()).toBe(0);
    alice.send(ping('1'));
    alice.send(chat('bob@localhost', '2'));
    alice.send(`<presence xmlns='jabber:client'/>`);
    alice.send(a(0));
    expect(await alice.handled()).toBe(3);
  });

  it('is asked for after five stanzas, and after the last of a burst', async () => {
    const server = await startServer();
    const alice = await login(server, 'alice');
    await alice.enable();
    for (let i = 0; i < 7; i++) server.send('alice', chat(alice.jid, `${i}`));
    const frames = [...(await alice.until('r')), ...(await alice.until('r'))];
    expect(names(frames).join(' ')).toBe(
      'message message message message message r message message r',
    );
  });

  it('is not asked for what the client acknowledged by itself', async () => {
    const server = await startServer({ streamManagement: { requestAckAfter: 2 } });
    const alice = await login(server, 'alice');
    await alice.enable();
    for (let i = 0; i < 2; i++) server.send('alice', chat(alice.jid, `${i}`));
    expect(names(await alice.until('r'))).toEqual(['message', 'message', 'r']);
    alice.send(a(2));
    expect(await alice.handled()).toBe(0);
  });

  it('ends the stream where it is of more than was sent', async () => {
    const server = await startServer();
    const alice = await login(server, 'alice');
    await alice.enable();
    server.send('alice', chat(alice.jid, '1'));
    await alice.until('r');
    alice.send(a(2));
    const [last, error] = [await alice.next(), await alice.next()];
    expect(last.attrs['h']).toBe('0'); // as Prosody: the last word on what was handled
    expect(error.getChild('undefined-condition', NS_STREAMS)).toBeDefined();
    expect(error.getChild('handled-count-too-high', NS_SM)?.attrs).toMatchObject({
      h: '2',
      'send-count': '1',
    });
    await alice.closed;
    expect(server.sessions()).toEqual([]);
  });

  it.each(['-1', '', 'x', '4294967296', '1.5'])('ends the stream where h is "%s"', async (h) => {
    const alice = await login(await startServer(), 'alice');
    await alice.enable();
    alice.send(a(h));
    expect(names(await alice.until('error'))).toEqual(['a', 'error']);
  });

  it.each([R, a(0)])('ends the stream before it is enabled: %s', async (frame) => {
    const alice = await login(await startServer(), 'alice');
    alice.send(frame);
    const error = await alice.next();
    expect(error.getChild('unsupported-stanza-type', NS_STREAMS)).toBeDefined();
  });

  it('is the last word of a stream that ends in order', async () => {
    const alice = await login(await startServer(), 'alice');
    await alice.enable();
    alice.send(`<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>`);
    expect(names([await alice.next(), await alice.next()])).toEqual(['a', 'close']);
  });
});

describe('resuming', () => {
  it('sends again what is above the h of the client, in order, as it was', async () => {
    const server = await startServer();
    const alice = await login(server, 'alice', 'a');
    const id = await alice.enable();
    const first = await alice.request(ping('p'));
    for (let i = 1; i <= 3; i++) server.send('alice', chat(alice.jid, `${i}`));
    const before = [first, ...(await alice.until('r')), ...(await alice.until('r'))].filter(
      (el) => el.getName() !== 'r',
    );
    server.disconnect(alice.jid, 'abort');
    server.send('alice', chat(alice.jid, '4'));
    const again = await authenticate(server, 'alice');
    const resumed = await again.resume(id, 2);
    expect(resumed.is('resumed', NS_SM)).toBe(true);
    expect(resumed.attrs).toMatchObject({ previd: id, h: '1' });
    const [third, fourth, fifth, r] = await again.until('r');
    expect([third, fourth].map(String)).toEqual(before.slice(2).map(String));
    expect(fifth?.attrs['id']).toBe('4');
    expect(r).toBeDefined();
  });

  it('carries the counts over', async () => {
    const server = await startServer();
    const alice = await login(server, 'alice', 'a');
    const id = await alice.enable();
    alice.send(ping('1'));
    await alice.until('r');
    alice.socket.terminate();
    const again = await authenticate(server, 'alice');
    expect((await again.resume(id, 1)).attrs['h']).toBe('1');
    again.send(ping('2'));
    expect(ids(await again.until('r'))).toEqual(['2', undefined]);
    again.send(a(2));
    expect(await again.handled()).toBe(2);
    again.send(a(3));
    expect((await again.until('error')).pop()?.getChild('undefined-condition')).toBeDefined();
  });

  it('works with an older h than the one acknowledged, as ejabberd does', async () => {
    const server = await startServer();
    const alice = await online(server, 'alice', 'a');
    const id = await alice.enable();
    server.send('alice', chat(alice.jid, '1'));
    await alice.until('r');
    alice.send(a(1));
    await alice.handled();
    server.disconnect(alice.jid, 'abort');
    const again = await authenticate(server, 'alice');
    expect((await again.resume(id, 0)).name).toBe('resumed');
    expect(await again.settle()).toEqual([]);
  });

  it('works again and again', async () => {
    const server = await startServer();
    let alice = await login(server, 'alice', 'a');
    const id = await alice.enable();
    for (let i = 0; i < 5; i++) {
      server.disconnect('alice', 'abort');
      server.send('alice', chat(alice.jid, `${i}`));
      alice = await authenticate(server, 'alice');
      expect((await alice.resume(id, i)).name).toBe('resumed');
      expect(ids(await alice.until('r'))).toEqual([`${i}`, undefined]);
    }
  });

  it('is refused for an id that is not known, and for that of another account; bind follows', async () => {
    const server = await startServer();
    const alice = await login(server, 'alice', 'a');
    const id = await alice.enable();
    const bob = await authenticate(server, 'bob');
    for (const previd of [id, 'no-such-id']) {
      const failed = await bob.resume(previd, 0);
      expect(failed.is('failed', NS_SM)).toBe(true);
      expect(condition(failed)).toBe('item-not-found');
      expect(failed.attrs['h']).toBeUndefined();
    }
    expect((await bob.bind('b')).attrs['type']).toBe('result');
    await bob.enable();
    expect(await bob.handled()).toBe(0);
  });

  it('is refused without h', async () => {
    const server = await startServer();
    const id = await (await login(server, 'alice', 'a')).enable();
    const again = await authenticate(server, 'alice');
    again.send(`<resume xmlns='${NS_SM}' previd='${id}'/>`);
    expect(condition(await again.next())).toBe('bad-request');
    expect((await again.resume(id, 0)).name).toBe('resumed');
  });

  it('ends the new stream where h is of more than was sent, and the session waits on', async () => {
    const server = await startServer();
    const id = await (await login(server, 'alice', 'a')).enable();
    server.disconnect('alice', 'abort');
    const wrong = await authenticate(server, 'alice');
    const error = await wrong.resume(id, 1);
    expect(error.getChild('handled-count-too-high', NS_SM)?.attrs['h']).toBe('1');
    const again = await authenticate(server, 'alice');
    expect((await again.resume(id, 0)).name).toBe('resumed');
  });
});

describe('the counts', () => {
  it('begin again at 2^32, in both directions, over resumptions', async () => {
    const server = await startServer();
    const near = 2 ** 32 - 2;
    const alice = await login(server, 'alice', 'a');
    const id = await alice.enable();
    server.disconnect('alice', 'abort');
    server.advanceCounters('alice', near);
    for (let i = 1; i <= 3; i++) server.send('alice', chat(alice.jid, `${i}`));
    let again = await authenticate(server, 'alice');
    expect((await again.resume(id, near)).attrs['h']).toBe(String(near));
    expect(ids(await again.until('r'))).toEqual(['1', '2', '3', undefined]);
    again.send(a(0)); // of three, two are handled
    for (let i = 1; i <= 3; i++) again.send(chat('bob@localhost', `${i}`));
    expect(await again.handled()).toBe(1);
    server.disconnect('alice', 'abort');
    again = await authenticate(server, 'alice');
    expect((await again.resume(id, 0)).attrs['h']).toBe('1');
    expect(ids(await again.until('r'))).toEqual(['3', undefined]);
    again.send(a(1));
    expect(await again.handled()).toBe(1);
  });
});
