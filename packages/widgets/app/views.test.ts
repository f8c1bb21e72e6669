import { expect, it } from '@jest/globals';
import { registerView, views } from './views.js';

const ids = (defined: readonly string[]) =>
  views((tag) => defined.includes(tag)).map(({ id }) => id);

it('a view is there when its element is', () => {
  expect(ids(['xec-conversation', 'xec-roster', 'xec-settings'])).toEqual(['chat', 'settings']);
  expect(ids(['xec-conversation', 'xec-roster', 'xec-conversation-list', 'xec-feed'])).toEqual([
    'chat',
    'contacts',
    'feed',
  ]);
});

it('a view of somebody else stands before the settings, under an id of its own', () => {
  const weather = { title: { en: 'Weather', fr: 'Météo' }, icon: 'feed', element: 'my-weather' };
  registerView({ ...weather, id: 'weather', icon: 'feed' });
  expect(ids(['my-weather', 'xec-conversation', 'xec-settings'])).toEqual([
    'chat',
    'weather',
    'settings',
  ]);
  expect(() => registerView({ ...weather, id: 'feed', icon: 'feed' })).toThrow(
    'the view "feed" is <xec-feed> already, and cannot be <my-weather>',
  );
  expect(() => registerView({ ...weather, id: 'My Weather', icon: 'feed' })).toThrow(
    'expected an id of a-z, 0-9 and -, got "My Weather"',
  );
});
