import { expect, it } from '@jest/globals';
import { caps } from '@xec/xec';
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
  ['a misspelt limit', { ...good, limits: { pendign: 1 } }, 'did you mean "pending"?'],
  ['a limit that is no number', { ...good, limits: { pending: '1' } }, 'limits.pending: expected'],
  ['limits that are none', { ...good, limits: 7 }, 'option limits: expected an object, got 7'],
  ['a domain as account', { ...good, jid: 'capulet.example' }, 'needs anonymous: true'],
])('refuses %s, and says what it wants', (_what, options, message) => {
  expect(() => createClient(options as ClientOptions)).toThrow(message);
});

it.each<[string, unknown, string]>([
  ['a misspelt bound', { 'caps.knwon': 1 }, 'did you mean "caps.known"?'],
  ['a bound of a feature that is not in use', { 'muji.people': 1 }, 'no feature in use has the'],
  ['no number of things', { 'caps.known': 0 }, 'expected a whole number from 1 on, got 0'],
  ['no end', { 'caps.known': Infinity }, 'expected a whole number from 1 on, got Infinity'],
])('refuses %s when it connects, since features may come until then', async (_w, bounds, text) => {
  const options = { ...good, features: [caps], limits: { bounds } };
  const client = createClient(options as ClientOptions);
  await expect(client.connect()).rejects.toThrow(text);
});

it('takes what is right', () => {
  expect(createClient(good).state).toEqual({ state: 'offline' });
  expect(createClient({ jid: good.jid }).state).toEqual({ state: 'offline' });
});
