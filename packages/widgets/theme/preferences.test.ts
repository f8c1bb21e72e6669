import { describe, expect, it } from '@jest/globals';
import { memoryTexts } from './kept-texts.js';
import { Preferences, showWishes, type ThemedRoot } from './preferences.js';

class Root implements ThemedRoot {
  lang = '';
  readonly attributes = new Map<string, string>();
  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }
  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }
}

describe('what somebody likes', () => {
  it('is kept for the next visit', () => {
    const kept = memoryTexts();
    const first = new Preferences(kept);
    first.change({ theme: 'dark', language: 'fr' });
    first.mute('romeo@localhost', true);
    const next = new Preferences(kept);
    expect(next.wishes).toMatchObject({ theme: 'dark', language: 'fr', density: 'comfortable' });
    expect(next.isMuted('romeo@localhost')).toBe(true);
    next.mute('romeo@localhost', false);
    expect(next.isMuted('romeo@localhost')).toBe(false);
  });

  it.each(['', 'null', '[]', '{"theme":"pink","muted":[1,"a@b"],"notify":"yes"}', '{"theme'])(
    'is the usual where %s was kept',
    (text) => {
      const kept = memoryTexts();
      kept.set('xec-preferences', text);
      const { wishes } = new Preferences(kept);
      expect(wishes).toMatchObject({ theme: 'auto', language: 'auto', notify: false });
      expect(wishes.muted.every((jid) => jid === 'a@b')).toBe(true);
    },
  );

  it('does not grow without end', () => {
    const preferences = new Preferences(memoryTexts());
    for (let i = 0; i < 600; i += 1) preferences.mute(`${i}@localhost`, true);
    expect(preferences.wishes.muted).toHaveLength(500);
    expect(preferences.isMuted('599@localhost')).toBe(true);
  });

  it('tells who listens, until they stop', () => {
    const preferences = new Preferences(memoryTexts());
    let calls = 0;
    const undo = preferences.onChange(() => (calls += 1));
    preferences.change({ density: 'compact' });
    undo();
    preferences.change({ density: 'comfortable' });
    expect(calls).toBe(1);
  });

  it('is shown by attributes of the root, and the language by what the browser prefers', () => {
    const root = new Root();
    const { wishes } = new Preferences(memoryTexts());
    showWishes({ ...wishes, theme: 'dark' }, root, ['fr-BE']);
    expect([...root.attributes]).toEqual([
      ['data-xec-theme', 'dark'],
      ['data-xec-density', 'comfortable'],
    ]);
    expect(root.lang).toBe('fr');
    showWishes({ ...wishes, language: 'en' }, root, ['fr-BE']);
    expect(root.attributes.has('data-xec-theme')).toBe(false);
    expect(root.lang).toBe('en');
  });
});
