import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { iqError, iqResult, stanzaError, write, xml, type XmlElement } from '@xec/stanza';
import { StageServer, TestRuntime, type Script } from '@xec/testing';
import {
  TransportError,
  memoryConnector,
  type Connector,
  type MemoryOptions,
} from '@xec/transport';
import {
  RegistrationClosed,
  RegistrationError,
  openRegistration,
  registerAccount,
  type RegistrationOptions,
} from './index.js';

const NS = 'jabber:iq:register';
const FEATURE = "<register xmlns='http://jabber.org/features/iq-register'/>";
const offered = (inside: string): string =>
  `<stream:features xmlns:stream='http://etherx.jabber.org/streams'>${inside}</stream:features>`;
const fields = (iq: XmlElement, ...children: XmlElement[]): string =>
  write(iqResult(iq, xml('query', { xmlns: NS }, ...children)));

interface Place {
  readonly where: RegistrationOptions;
  readonly servers: StageServer[];
  readonly runtime: TestRuntime;
}

/** A server that offers registration, save where `script` says otherwise. */
function place(
  script: Script = () => undefined,
  transport: MemoryOptions = {},
  features = FEATURE,
): Place {
  const servers: StageServer[] = [];
  const runtime = new TestRuntime();
  const friendly: Script = (el, server) => {
    const frames = script(el, server);
    if (frames !== undefined) return frames;
    if (el.name === 'open') return [server.opened(), offered(features)];
    const query = el.getChild('query', NS);
    if (query === undefined) return undefined;
    return el.attrs['type'] === 'get'
      ? [fields(el, xml('username'), xml('password'))]
      : [write(iqResult(el))];
  };
  const connector = memoryConnector((server) => {
    servers.push(new StageServer(server, 'capulet.example', friendly));
  }, transport);
  const where = { domain: 'capulet.example', service: 'memory', connector, runtime };
  return { where, servers, runtime };
}

const juliet = { username: 'Juliet', password: 'hush-hush' };
const onIq =
  (type: string, answer: (iq: XmlElement) => string): Script =>
  (el) =>
    el.name === 'iq' && el.attrs['type'] === type ? [answer(el)] : undefined;

describe('making an account', () => {
  it('asks, answers and closes', async () => {
    const { where, servers } = place();
    await expect(registerAccount({ ...where, ...juliet })).resolves.toEqual({
      jid: 'juliet@capulet.example',
    });
    expect(servers[0]?.names).toEqual(['open', 'iq', 'iq', 'close']);
    expect(servers[0]?.received[2]?.attrs).toMatchObject({ type: 'set', to: 'capulet.example' });
  });

  it('shows an invitation first', async () => {
    const token = "<register xmlns='urn:xmpp:ibr-token:0'/>";
    const { where, servers } = place(
      (el) => (el.getChild('preauth') ? [write(iqResult(el))] : undefined),
      {},
      token,
    );
    await registerAccount({ ...where, ...juliet, token: 't1' });
    expect(servers[0]?.received[1]?.getChild('preauth')?.attrs['token']).toBe('t1');
  });

  it('shows none where nobody looks at it', async () => {
    const { where } = place();
    await expect(registerAccount({ ...where, ...juliet, token: 't1' })).rejects.toMatchObject({
      problem: 'invitation-refused',
    });
  });

  it('says what the refusal means, and keeps the password to itself', async () => {
    const refuse = (iq: XmlElement): string => {
      const reply = iqError(
        iq,
        stanzaError('not-acceptable', { text: 'The password is too weak' }),
      );
      reply.children.unshift(...iq.children); // as ejabberd does
      return write(reply);
    };
    const { where } = place(onIq('set', refuse));
    const outcome: unknown = await registerAccount({ ...where, ...juliet }).catch(
      (error: unknown) => error,
    );
    expect(outcome).toBeInstanceOf(RegistrationError);
    expect(outcome).toMatchObject({
      problem: 'weak-password',
      condition: 'not-acceptable',
      text: 'The password is too weak',
    });
    expect(JSON.stringify(outcome) + String((outcome as Error).stack)).not.toContain('hush');
  });

  it('sends no password where others could read it', async () => {
    const { where, servers } = place(undefined, { isLoopback: false, isSecure: false });
    await expect(registerAccount({ ...where, ...juliet })).rejects.toMatchObject({
      problem: 'unsafe',
    });
    expect(servers[0]?.received.join('')).not.toContain('hush');
  });

  it('shows no invitation where others could read it', async () => {
    const token = "<register xmlns='urn:xmpp:ibr-token:0'/>";
    const { where, servers } = place(undefined, { isLoopback: false, isSecure: false }, token);
    await expect(registerAccount({ ...where, ...juliet, token: 't1' })).rejects.toMatchObject({
      problem: 'unsafe',
    });
    expect(servers[0]?.names).toEqual(['open', 'close']);
  });

  it.each(['a b', 'a@b', 'a/b', '@'])('sends no name that cannot be one: %p', async (username) => {
    const { where, servers } = place();
    await expect(registerAccount({ ...where, ...juliet, username })).rejects.toMatchObject({
      problem: 'bad-name',
    });
    expect(servers[0]?.names).toEqual(['open', 'iq', 'close']);
  });
});

describe('a server where nobody makes an account', () => {
  it('offers no registration', async () => {
    const { where, servers } = place(undefined, {}, '');
    await expect(openRegistration(where)).rejects.toBeInstanceOf(RegistrationClosed);
    expect(servers[0]?.names).toEqual(['open', 'close']);
  });

  it('says where to go instead', async () => {
    const url = 'https://capulet.example/register';
    const { where } = place(
      onIq('get', (iq) => fields(iq, xml('x', { xmlns: 'jabber:x:oob' }, xml('url', {}, url)))),
    );
    const registration = await openRegistration(where);
    await expect(registration.fields()).rejects.toMatchObject({
      name: 'RegistrationClosed',
      elsewhere: url,
    });
    await registration.close();
  });
});

describe('a stream without a login', () => {
  const reply = (attrs: string): Script =>
    onIq('get', (iq) => `<iq xmlns='jabber:client' id='${String(iq.attrs['id'])}' ${attrs}/>`);

  it.each([
    ['an answer of somebody else', reply("type='result' from='evil.example'")],
    ['a request', reply("type='get'")],
    ['another answer', onIq('get', () => "<iq xmlns='jabber:client' id='other' type='result'/>")],
    ['a message', onIq('get', () => "<message xmlns='jabber:client'/>")],
  ])('ends with %s', async (_what, script) => {
    const { where, servers } = place(script);
    await expect(registerAccount({ ...where, ...juliet })).rejects.toMatchObject({
      name: 'StreamError',
      condition: 'not-authorized',
    });
    expect(servers[0]?.complaint).toBe('not-authorized');
  });

  it('ends with a stream of another domain', async () => {
    const { where } = place((el, server) =>
      el.name === 'open' ? [server.opened({ from: 'evil.example' }), offered(FEATURE)] : undefined,
    );
    await expect(openRegistration(where)).rejects.toMatchObject({ condition: 'invalid-from' });
  });

  it('ends where nobody answers in time', async () => {
    const { where, runtime, servers } = place((el) => (el.name === 'iq' ? [] : undefined));
    const registration = await openRegistration({ ...where, timeoutMs: 1000 });
    const asked = expect(registration.fields()).rejects.toMatchObject({ condition: 'timeout' });
    runtime.advance(1000);
    await asked;
    await registration.close();
    expect(servers[0]?.end?.clean).toBe(false);
  });

  it('is not waited for where connecting takes too long, or its owner gives up', async () => {
    const { where, runtime } = place();
    const signals: AbortSignal[] = [];
    const connector: Connector = async (_service, _events, options) => {
      const signal = options?.signal;
      if (signal === undefined) throw new Error('expected a signal');
      signals.push(signal);
      await once(signal, 'abort');
      throw new TransportError('closed', 'It was given up.');
    };
    const giveUp = new AbortController();
    const opening = (signal?: AbortSignal) =>
      openRegistration({ ...where, connector, timeoutMs: 1000, signal });
    const late = expect(opening()).rejects.toMatchObject({ condition: 'timeout' });
    runtime.advance(1000);
    await late;
    const left = expect(opening(giveUp.signal)).rejects.toMatchObject({ condition: 'cancelled' });
    giveUp.abort();
    await left;
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  it('ends when its owner gives up', async () => {
    const { where } = place((el) => (el.name === 'iq' ? [] : undefined));
    const giveUp = new AbortController();
    const registration = await openRegistration({ ...where, signal: giveUp.signal });
    const asked = expect(registration.fields()).rejects.toMatchObject({ condition: 'cancelled' });
    giveUp.abort();
    await asked;
    await expect(openRegistration({ ...where, signal: giveUp.signal })).rejects.toMatchObject({
      condition: 'cancelled',
    });
  });

  it('is none where there is no server', async () => {
    const { where } = place();
    const connector = () => Promise.reject(new TransportError('refused', 'Nobody is there.'));
    await expect(openRegistration({ ...where, connector })).rejects.toBeInstanceOf(TransportError);
  });

  it('is asked for a domain', async () => {
    const { where } = place();
    const opening = (domain: string) => openRegistration({ ...where, domain });
    await expect(opening('a@@b')).rejects.toMatchObject({ name: 'InvalidJid' });
    await expect(opening('a@b.example')).rejects.toThrow('expected a domain, got a@b.example');
  });
});
