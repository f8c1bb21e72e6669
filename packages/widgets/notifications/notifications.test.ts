import { describe, expect, it } from '@jest/globals';
import { handles, isHandled } from './handled.js';
import { Toasts, conditionOf } from './toasts.js';
import { UnreadCount, titleWith } from './unread.js';

describe('an error that nobody shows', () => {
  it('is one that no widget takes', () => {
    handles(['roster_additem_erroritemnotfound', 'message_*']);
    expect(isHandled('roster_additem_erroritemnotfound')).toBe(true);
    expect(isHandled('message_publish_error')).toBe(true);
    expect(isHandled('roster_additem_errorforbidden')).toBe(false);
  });

  it('is shown once, however often it comes, and beside few others', () => {
    const toasts = new Toasts();
    for (let i = 0; i < 5; i += 1) toasts.add('mam_get_errortimeout', 'timeout');
    expect(toasts.all).toEqual([
      { id: 1, key: 'mam_get_errortimeout', condition: 'timeout', count: 5 },
    ]);
    for (const key of ['a', 'b', 'c']) toasts.add(key, 'conflict');
    expect(toasts.all.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
    toasts.dismiss(3);
    expect(toasts.all.map(({ key }) => key)).toEqual(['a', 'c']);
  });

  it('tells its condition, wherever it stands', () => {
    expect(conditionOf({ condition: 'conflict', type: 'cancel' })).toBe('conflict');
    expect(conditionOf({ jid: 'a@b', error: { condition: 'gone' } })).toBe('gone');
    for (const none of [undefined, null, 'x', {}, { condition: 1 }]) {
      expect(conditionOf(none)).toBeUndefined();
    }
  });
});

describe('the number in the title', () => {
  it('is of messages that nobody saw, of those who are not muted', () => {
    const unread = new UnreadCount();
    for (const from of ['romeo@localhost/a', 'romeo@localhost/b', 'spam@localhost']) {
      unread.came(from);
    }
    expect(unread.total(() => false)).toBe(3);
    expect(unread.total((jid) => jid === 'spam@localhost')).toBe(2);
    unread.seen('romeo@localhost/a');
    expect(unread.total(() => false)).toBe(1);
    for (let i = 0; i < 1000; i += 1) unread.came(`${i}@evil.example`);
    expect(unread.total(() => false)).toBe(500);
    unread.reset();
    expect(unread.total(() => false)).toBe(0);
  });

  it('stands before it, once', () => {
    expect(titleWith('Juliet – Xec', 3)).toBe('(3) Juliet – Xec');
    expect(titleWith('(3) Juliet – Xec', 4)).toBe('(4) Juliet – Xec');
    expect(titleWith('(4) Juliet – Xec', 0)).toBe('Juliet – Xec');
  });
});
