import { describe, expect, it } from '@jest/globals';
import type { XmlElement } from '@xec/stanza';
import type { DevServerOptions } from './index.js';
import { connect, login, startServer } from './testing/servers.js';

const NS = 'jabber:iq:register';
const iq = (type: 'get' | 'set', inside: string): string =>
  `<iq xmlns='jabber:client' type='${type}' id='1' to='localhost'>${inside}</iq>`;
const query = (inside = ''): string => `<query xmlns='${NS}'>${inside}</query>`;
const account = (name: string, password = 'secret'): string =>
  iq('set', query(`<username>${name}</username><password>${password}</password>`));
const token = (text: string): string =>
  iq('set', `<preauth xmlns='urn:xmpp:pars:0' token='${text}'/>`);

async function stranger(registration: NonNullable<DevServerOptions['registration']>) {
  const server = await startServer({ registration });
  const client = await connect(server);
  const features = await client.open();
  const ask = async (frame: string): Promise<XmlElement> => {
    client.send(frame);
    return client.next();
  };
  return { server, client, features, ask };
}
const condition = (el: XmlElement): string | undefined =>
  el.getChild('error')?.getChildElements()[0]?.getName();

describe('registration before a login', () => {
  it('makes an account, which can log in on the same stream', async () => {
    const { features, ask, server } = await stranger('open');
    expect(features.getChild('register')?.getNS()).toBe('http://jabber.org/features/iq-register');
    const asked = await ask(iq('get', query()));
    expect(asked.attrs).toMatchObject({ type: 'result', from: 'localhost', id: '1' });
    expect(asked.getChild('query')?.getChild('x')).toBeUndefined();
    expect((await ask(account('Zoe'))).attrs['type']).toBe('result');
    expect(condition(await ask(account('zoe')))).toBe('conflict');
    expect(condition(await ask(account('a b@')))).toBe('jid-malformed');
    expect(condition(await ask(account('yan', '')))).toBe('bad-request');
    expect(condition(await ask(iq('set', query('<remove/>'))))).toBe('unexpected-request');
    expect((await login(server, 'zoe')).jid).toMatch(/^zoe@localhost\//);
  });

  it.each([
    ['closed', 'forbidden'],
    ['invite', 'not-acceptable'],
  ] as const)('shows a form and refuses when %s', async (mode, refusal) => {
    const { ask } = await stranger(mode);
    const asked = await ask(iq('get', query()));
    expect(asked.getChild('query')?.getChild('x')).toBeDefined();
    expect(condition(await ask(account('zoe')))).toBe(refusal);
  });

  it('takes an invitation once', async () => {
    const { ask, features } = await stranger({ mode: 'invite', tokens: ['t1'] });
    expect(features.getChildByAttr('xmlns', 'urn:xmpp:ibr-token:0')).toBeDefined();
    expect(condition(await ask(token('t0')))).toBe('item-not-found');
    expect((await ask(token('t1'))).attrs['type']).toBe('result');
    expect((await ask(account('zoe'))).attrs['type']).toBe('result');
    expect(condition(await ask(account('yan')))).toBe('not-acceptable');
    expect(condition(await ask(token('t1')))).toBe('item-not-found');
  });

  it('is slow when throttled', async () => {
    const { ask } = await stranger('throttled');
    expect((await ask(account('zoe'))).attrs['type']).toBe('result');
    const refused = await ask(account('yan'));
    expect(condition(refused)).toBe('resource-constraint');
    expect(refused.getChild('error')?.attrs['type']).toBe('wait');
  });

  it('asks what a picture shows', async () => {
    const { ask } = await stranger('captcha');
    const asked = await ask(iq('get', query()));
    const cid = String(asked.getChild('query')?.getChild('data')?.attrs['cid']);
    expect(asked.toString()).toContain(`cid:${cid}`);
    const form = (ocr: string): string =>
      iq(
        'set',
        query(
          `<x xmlns='jabber:x:data' type='submit'><field var='username'><value>zoe</value></field>
             <field var='password'><value>secret</value></field>
             <field var='ocr'><value>${ocr}</value></field></x>`,
        ),
      );
    expect(condition(await ask(form('x')))).toBe('not-allowed');
    expect((await ask(form('7nHL3'))).attrs['type']).toBe('result');
  });

  it('is not there unless it is asked for', async () => {
    const server = await startServer();
    const client = await connect(server);
    expect((await client.open()).getChild('register')).toBeUndefined();
    client.send(iq('get', query()));
    expect((await client.next()).getChild('not-authorized')).toBeDefined();
  });

  it('answers nothing else', async () => {
    const { client } = await stranger('open');
    client.send(iq('get', "<ping xmlns='urn:xmpp:ping'/>"));
    expect((await client.next()).getChild('not-authorized')).toBeDefined();
  });
});

describe('registration after a login', () => {
  const open = { registration: { mode: 'closed', minPassword: 4 } } as const;

  it('changes the password', async () => {
    const server = await startServer({ ...open, accounts: { alice: 'secret' } });
    const alice = await login(server, 'alice');
    alice.send(iq('get', query()));
    const known = (await alice.next()).getChild('query');
    expect(known?.getChildElements().map((el) => el.getName())).toEqual([
      'registered',
      'username',
      'password',
    ]);
    const refusals = [account('bob', 'other'), account('alice', '123'), account('alice', '')];
    for (const refused of refusals) alice.send(refused);
    expect([await alice.next(), await alice.next(), await alice.next()].map(condition)).toEqual([
      'bad-request',
      'not-acceptable',
      'bad-request',
    ]);
    alice.send(account('alice', 'other'));
    expect((await alice.next()).attrs['type']).toBe('result');
    await expect(login(server, 'alice')).rejects.toThrow('failure');
  });

  it('gives an account up, with all its streams', async () => {
    const server = await startServer({ ...open, accounts: { alice: 'secret' } });
    const alice = await login(server, 'alice', 'a');
    const other = await login(server, 'alice', 'b');
    alice.send(iq('set', query('<remove/>')));
    expect((await alice.next()).attrs['type']).toBe('result');
    expect((await alice.next()).getChild('not-authorized')).toBeDefined();
    expect((await other.next()).getChild('not-authorized')).toBeDefined();
    await expect(login(server, 'alice')).rejects.toThrow('failure');
  });
});
