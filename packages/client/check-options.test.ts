import { expect, it } from '@jest/globals';
import { createClient, type ClientOptions } from './index.js';

const good = { jid: 'juliet@capulet.example', service: 'wss://capulet.example' };

it.each<[string, unknown, string]>([
  ['nothing', undefined, 'expected an object of options, got undefined'],
  ['no jid', { service: good.service }, 'option jid: expected text, got undefined'],
  ['no service', { jid: good.jid }, 'option service: expected an address, got undefined'],
  ['a misspelt option', { ...good, pasword: 'x' }, 'did you mean "password"?'],
  ['features that are none', { ...good, features: 'x' }, 'option features: expected a list'],
  ['a feature that is not there', { ...good, features: [undefined] }, 'option features'],
  ['providers that are none', { ...good, providers: {} }, 'option providers: expected a list'],
  ['a domain as account', { ...good, jid: 'capulet.example' }, 'needs anonymous: true'],
])('refuses %s, and says what it wants', (_what, options, message) => {
  expect(() => createClient(options as ClientOptions)).toThrow(message);
});

it('takes what is right', () => {
  expect(createClient(good).state).toEqual({ state: 'offline' });
});
