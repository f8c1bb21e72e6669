import { describe, expect, it } from '@jest/globals';
import {
  NS_REGISTER,
  readRegistration,
  registrationAnswer,
  registrationProblems,
  type Element,
} from '@xec/stanza';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { openRoom, type TestRoom } from '@xec/testing/rooms';
import {
  ChangePassword,
  GetRegistration,
  RemoveRegistration,
  SetRegistration,
  register,
} from './index.js';

const self = 'juliet@capulet.example/balcony';
const queryOf = (name: string): Element | undefined =>
  fixture(`register/${name}`).getChild('query', NS_REGISTER);

function open(isPrivate: boolean | 'no stream' = true): TestRoom {
  const room = openRoom(register, { self });
  if (isPrivate === 'no stream') return room;
  room.engine.facts.apply({
    section: 'stream',
    key: 'current',
    value: {
      account: 'juliet@capulet.example',
      service: 'memory',
      jid: self,
      ...(isPrivate && { isPrivate: true }),
    },
  });
  return room;
}

const idOf = (room: TestRoom): string => String(room.sent.at(-1)?.attrs['id']);
const errorFrom = (room: TestRoom, name: string, from: string): Element =>
  fixture(`register/${name}`, { id: idOf(room), from });

describe('asking what a host wants to know', () => {
  it.each(['fields-prosody', 'captcha', 'elsewhere'])('tells it, as in %s', async (name) => {
    const room = open();
    const asked = room.request(new GetRegistration({ to: 'irc.capulet.example' }));
    toEqualXml(
      room.sent[0],
      `<iq xmlns='jabber:client' type='get' id='${idOf(room)}' to='irc.capulet.example'
        ><query xmlns='jabber:iq:register'/></iq>`,
    );
    const registration = fixtureJson(`register/${name}`);
    room.answer({}, queryOf(name));
    await expect(asked).resolves.toEqual({ jid: 'irc.capulet.example', registration });
    expect(room.keys).toEqual(['register_get_handle']);
  });

  it('asks the own server where nobody is named', () => {
    const room = open();
    void room.request(new GetRegistration({}));
    expect(room.sent[0]?.attrs['to']).toBe('capulet.example');
  });

  it.each([
    ['service-unavailable', 'register_get_errorserviceunavailable', 'closed'],
    ['feature-not-implemented', 'register_get_errorfeaturenotimplemented', 'closed'],
    ['gone', 'register_get_error', 'failed'],
  ] as const)('says what %s means', (condition, key, problem) => {
    const room = open();
    void room.request(new GetRegistration({}));
    room.refuse(condition);
    expect(room.packets).toMatchObject([
      { key, content: { jid: 'capulet.example', problem, condition } },
    ]);
  });

  it('fails with an answer without a query', () => {
    const room = open();
    void room.request(new GetRegistration({}));
    room.answer();
    expect(room.keys).toEqual(['register_get_errormalformedreply']);
  });
});

describe('registering with a service', () => {
  const registration = readRegistration(fixture('register/fields-ejabberd'));
  if (registration === undefined) throw new Error('expected a registration');
  const answer = registrationAnswer(registration, { username: 'bill', password: 'hush-hush' });
  const action = () => new SetRegistration({ to: 'irc.capulet.example', answer });

  it('says what it wants to know', async () => {
    const room = open();
    const asked = room.request(action());
    toEqualXml(
      room.sent[0],
      `<iq xmlns='jabber:client' type='set' id='${idOf(room)}' to='irc.capulet.example'
        ><query xmlns='jabber:iq:register'><username>bill</username
        ><password>hush-hush</password></query></iq>`,
    );
    room.answer();
    await expect(asked).resolves.toEqual({ jid: 'irc.capulet.example' });
    expect(room.keys).toEqual(['register_set_handle']);
  });

  it.each([
    ['conflict-ejabberd', 'register_set_errorconflict', 'conflict'],
    ['closed-prosody', 'register_set_errornotacceptable', 'invitation-wanted'],
    ['closed-ejabberd', 'register_set_errorforbidden', 'closed'],
    ['bad-name-ejabberd', 'register_set_error', 'bad-name'],
    ['weak-password-ejabberd', 'register_set_errornotacceptable', 'weak-password'],
    ['wrong-captcha-ejabberd', 'register_set_error', 'wrong-captcha'],
  ])('says what the refusal of %s means', async (name, key, problem) => {
    const room = open();
    const asked = room.request(action());
    room.receive(errorFrom(room, name, 'irc.capulet.example'));
    await expect(asked).rejects.toMatchObject({ action: 'Register/Set' });
    expect(room.packets).toMatchObject([{ key, content: { jid: 'irc.capulet.example', problem } }]);
  });

  it('keeps the password out of errors and packets, also where a server sends it back', async () => {
    const room = open();
    const asked = room.request(action());
    const id = idOf(room);
    room.receive(
      `<iq xmlns='jabber:client' type='error' id='${id}' from='irc.capulet.example'
        ><query xmlns='jabber:iq:register'><password>hush-hush</password></query
        ><error type='cancel'><conflict xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>`,
    );
    const error = (await asked.catch((fault: unknown) => fault)) as { stanza: Element };
    expect(error).toMatchObject({ condition: 'conflict' });
    expect(error.stanza.toString()).not.toContain('hush');
    expect(JSON.stringify(room.packets)).not.toContain('hush');
  });
});

describe('changing the password', () => {
  it('asks the own server', async () => {
    const room = open();
    const asked = room.request(new ChangePassword({ password: 'n<w' }));
    toEqualXml(
      room.sent[0],
      `<iq xmlns='jabber:client' type='set' id='${idOf(room)}' to='capulet.example'
        ><query xmlns='jabber:iq:register'><username>juliet</username
        ><password>n&lt;w</password></query></iq>`,
    );
    room.answer();
    await expect(asked).resolves.toEqual({});
  });

  it.each([
    [false, 'one in clear text'],
    ['no stream', 'none'],
  ] as const)('goes over a private stream only: %p', async (isPrivate, got) => {
    const room = open(isPrivate);
    await expect(
      (async () => room.request(new ChangePassword({ password: 'hush' })))(),
    ).rejects.toThrow(`expected a stream that nobody else can read, got ${got}`);
    expect(room.sent).toEqual([]);
  });

  it('takes no empty password', () => {
    expect(() => new ChangePassword({ password: '' })).toThrow(TypeError);
  });

  it('says that the password is too weak', () => {
    const room = open();
    void room.request(new ChangePassword({ password: '1' }));
    room.refuse('not-acceptable');
    expect(room.contents('register_changepassword_error')).toMatchObject([
      { problem: 'weak-password', message: registrationProblems['weak-password'] },
    ]);
  });

  it('shows the form that the server wants to see filled in, and sends it', () => {
    const room = open();
    void room.request(new ChangePassword({ password: 'hush' }));
    room.receive(
      `<iq xmlns='jabber:client' type='error' id='${idOf(room)}' from='capulet.example'
        ><query xmlns='jabber:iq:register'><x xmlns='jabber:x:data' type='form'
        ><field type='text-private' var='old_password'><required/></field></x></query
        ><error type='modify'><not-authorized xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>`,
    );
    expect(room.contents('register_changepassword_error')).toMatchObject([
      { problem: 'form-wanted', form: { fields: [{ var: 'old_password', required: true }] } },
    ]);
    const fields = [{ type: 'text-private', var: 'old_password', value: 'old' } as const];
    void room.request(new ChangePassword({ form: { type: 'submit', instructions: [], fields } }));
    toEqualXml(
      room.sent[1]?.getChild('query'),
      `<query xmlns='jabber:iq:register'><x xmlns='jabber:x:data' type='submit'
        ><field var='old_password'><value>old</value></field></x></query>`,
    );
  });
});

describe('giving a registration up', () => {
  it('names nobody where it is the own account', async () => {
    const room = open();
    const asked = room.request(new RemoveRegistration({}));
    toEqualXml(
      room.sent[0],
      `<iq xmlns='jabber:client' type='set' id='${idOf(room)}'
        ><query xmlns='jabber:iq:register'><remove/></query></iq>`,
    );
    room.answer({ from: self }); // ejabberd answers so
    await expect(asked).resolves.toEqual({ jid: 'capulet.example' });
    expect(room.keys).toEqual(['register_remove_handle']);
  });

  it('takes the answer of the service alone', () => {
    const room = open();
    void room.request(new RemoveRegistration({ to: 'irc.capulet.example' }));
    room.answer({ from: 'evil.example' });
    expect(room.keys).toEqual([]);
    room.refuse('not-allowed');
    room.answer();
    expect(room.packets).toMatchObject([
      {
        key: 'register_remove_error',
        content: { jid: 'irc.capulet.example', problem: 'not-allowed' },
      },
    ]);
  });
});
