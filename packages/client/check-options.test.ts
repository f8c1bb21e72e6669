import { expect, it } from '@jest/globals';
import { createClient, type ClientOptions } from './index.js';

const good = { jid: 'juliet@capulet.example', service: 'wss://capulet.example' };

it.each<[string, unknown, string]>([
  ['nothing', undefined, 'expected an object of options, got undefined'],
  ['no jid', { service: good.service }, 'option jid: expected text, got undefined'],
  ['a service that is none', { ...good, service: '' }, 'expected an address or a domain, got ""'],
  [
    'a component’s service left out',
    { jid: 'a.example', component: { secret: 's' } },
    'port for comp',
  ],
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
  expect(createClient({ jid: good.jid }).state).toEqual({ state: 'offline' });
});
