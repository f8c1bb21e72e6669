import { describe, expect, it } from '@jest/globals';
import { fixture, fixtureJson, toEqualXml } from '@xec/testing/fixtures';
import { captchaChallenges, FormValueError } from '../data-forms/index.js';
import { parse, readStanzaError, type StanzaErrorCondition } from '../core/index.js';
import {
  accountProblem,
  passwordChange,
  readRegistration,
  refusalText,
  registerRemoval,
  registerRequest,
  registerSubmission,
  registrationAnswer,
  registrationForm,
  registrationProblem,
  type Registration,
} from './index.js';

const read = (name: string): Registration => {
  const registration = readRegistration(fixture(`register/${name}`));
  if (registration === undefined) throw new Error(`expected a registration in ${name}`);
  return registration;
};
const answers = [
  ...['fields-prosody', 'fields-ejabberd', 'registered-prosody', 'registered-ejabberd'],
  ...['elsewhere', 'captcha', 'captcha-ejabberd'],
];
const refusals = [
  ...['missing', 'conflict', 'bad-name', 'closed'].flatMap((name) => [
    `${name}-prosody`,
    `${name}-ejabberd`,
  ]),
  ...['weak-password-ejabberd', 'bad-password-ejabberd', 'wrong-captcha-ejabberd'],
];

describe('what a host wants to know', () => {
  it.each(answers)('is read as in %s', (name) => {
    expect(read(name)).toEqual(fixtureJson(`register/${name}`));
  });

  it('is nothing in another stanza', () => {
    expect(readRegistration(parse("<iq xmlns='jabber:client'/>"))).toBeUndefined();
  });

  it('never has a password', () => {
    const registration = readRegistration(
      parse(
        `<iq xmlns='jabber:client'><query xmlns='jabber:iq:register'><registered/>
           <username>juliet</username><password>R0m30</password></query></iq>`,
      ),
    );
    expect(registration?.fields).toContain('password');
    expect(JSON.stringify(registration)).not.toContain('R0m30');
  });

  it('may ask for what a human sees', () => {
    const { form, media } = read('captcha');
    expect(form && captchaChallenges(form)).toMatchObject([
      { name: 'ocr', required: true, media: { uris: [{ uri: `cid:${String(media[0]?.cid)}` }] } },
    ]);
  });
});

describe('what is said to it', () => {
  it('is asked for', () => {
    toEqualXml(registerRequest(), "<query xmlns='jabber:iq:register'/>");
  });

  it('is the fields, where there is no form', () => {
    const answer = registrationAnswer(read('fields-ejabberd'), { username: 'a<', password: 'b&' });
    toEqualXml(
      registerSubmission(answer),
      `<query xmlns='jabber:iq:register'><username>a&lt;</username
        ><password>b&amp;</password></query>`,
    );
  });

  it('is the form, where there is one', () => {
    const answer = registrationAnswer(read('fields-prosody'), { username: 'a', password: 'b' });
    toEqualXml(
      registerSubmission(answer),
      `<query xmlns='jabber:iq:register'><x xmlns='jabber:x:data' type='submit'
        ><field var='FORM_TYPE' type='hidden'><value>jabber:iq:register</value></field
        ><field var='username'><value>a</value></field
        ><field var='password'><value>b</value></field></x></query>`,
    );
  });

  it.each(['fields-prosody', 'fields-ejabberd'])('misses nothing, as in %s', (name) => {
    expect(() => registrationAnswer(read(name), { username: 'a' })).toThrow(FormValueError);
    expect(() => registrationAnswer(read(name), { username: 'a', password: '' })).toThrow(
      'field "password": expected a value, for it is required, got none',
    );
  });

  it('gives a key back as it came', () => {
    const registration = { ...read('fields-ejabberd'), values: { key: 'k1' } };
    const keyed: Registration = { ...registration, fields: [...registration.fields, 'key'] };
    expect(registrationForm(keyed).fields.at(-1)).toEqual({
      type: 'hidden',
      var: 'key',
      values: ['k1'],
    });
    expect(registrationAnswer(keyed, { username: 'a', password: 'b' })).toEqual({
      fields: { username: 'a', password: 'b', key: 'k1' },
    });
  });

  it('changes a password, or gives up all', () => {
    toEqualXml(
      passwordChange('bill', 'newpass'),
      `<query xmlns='jabber:iq:register'><username>bill</username
        ><password>newpass</password></query>`,
    );
    toEqualXml(registerRemoval(), "<query xmlns='jabber:iq:register'><remove/></query>");
  });
});

describe('a refusal', () => {
  it.each(refusals)('means what it does, as in %s', (name) => {
    const stanza = fixture(`register/${name}`);
    const info = { ...readStanzaError(stanza), text: refusalText(stanza) };
    expect({ problem: registrationProblem(info) }).toEqual(fixtureJson(`register/${name}`));
  });

  const said = (condition: StanzaErrorCondition, text?: string, type = 'cancel') =>
    ({ condition, type, ...(text !== undefined && { text }) }) as Parameters<
      typeof registrationProblem
    >[0];

  it.each([
    [said('policy-violation', 'Too many registrations', 'wait'), 'throttled'],
    [said('resource-constraint', undefined, 'wait'), 'throttled'],
    [said('resource-constraint'), 'throttled'],
    [said('not-acceptable', 'The password is too weak'), 'weak-password'],
    [said('not-acceptable', 'Password is too short (minimum 8 characters)'), 'weak-password'],
    [said('not-acceptable', 'Password must not include your username'), 'weak-password'],
    [said('not-acceptable', 'Password failed pwned check'), 'weak-password'],
    [said('not-acceptable', 'The CAPTCHA you have entered is wrong'), 'wrong-captcha'],
    [said('not-allowed'), 'closed'],
    [said('not-acceptable', 'Password: Required value missing'), 'not-acceptable'],
    [said('policy-violation', 'Encryption is required'), 'unsafe'],
    [said('service-unavailable'), 'closed'],
    [said('internal-server-error', undefined, 'wait'), 'failed'],
    [said('gone'), 'failed'],
  ] as const)('%j means %s', (info, problem) => {
    expect(registrationProblem(info)).toBe(problem);
  });

  it('is told in all its languages, though it is read in the first', () => {
    const stanza = fixture('register/weak-password-ejabberd');
    expect(readStanzaError(stanza).text).toBe('Das Passwort ist zu schwach');
    expect(refusalText(stanza)).toBe('Das Passwort ist zu schwach\nThe password is too weak');
    expect(refusalText(fixture('register/registered-ejabberd'))).toBe('');
  });

  it('without a word means that an invitation is wanted, where those are taken', () => {
    expect(registrationProblem(said('not-acceptable'), true)).toBe('invitation-wanted');
    expect(registrationProblem(said('forbidden'), true)).toBe('invitation-wanted');
    expect(registrationProblem(said('not-acceptable', 'No.'), true)).toBe('not-acceptable');
  });

  it.each([
    [said('not-acceptable', 'The password is too weak'), false, 'weak-password'],
    [
      said('not-acceptable', 'The password contains unacceptable characters'),
      false,
      'bad-password',
    ],
    [said('not-authorized'), false, 'unsafe'],
    [said('not-authorized'), true, 'form-wanted'],
    [said('not-allowed'), false, 'not-allowed'],
    [said('forbidden'), false, 'not-allowed'],
    [said('bad-request'), false, 'not-acceptable'],
    [said('unexpected-request', undefined, 'wait'), false, 'throttled'],
    [said('item-not-found'), false, 'failed'],
  ] as const)('to change an account: %j, form %p, means %s', (info, hasForm, problem) => {
    expect(accountProblem(info, hasForm)).toBe(problem);
  });
});
