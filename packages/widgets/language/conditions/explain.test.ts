import { describe, expect, it } from '@jest/globals';
import { errorContent } from '@xec/xec';
import { languages } from '../texts.js';
import { explain, explainPacket, explainSession } from './explain.js';
import { en } from './en.js';
import { fr } from './fr.js';
import { remedies, requestRemedies } from './remedies.js';

const all = Object.entries(remedies).flatMap(([subject, conditions]) =>
  Object.keys(conditions).map((condition) => [subject, condition] as const),
);

describe('the sentences for what went wrong', () => {
  it('have every condition that an error packet may have', () => {
    expect(Object.keys(requestRemedies).sort()).toEqual(
      [...errorContent.entries.condition.options].sort(),
    );
  });

  it.each(all)('of a %s that is refused with %s are whole, and not English in French', (...of) => {
    const [subject, condition] = of;
    for (const language of languages) {
      const { why } = explain(language, condition, subject as keyof typeof remedies); // of its keys
      expect(why).toMatch(/^\p{Lu}.*\.$/u);
    }
    const name = subject as keyof typeof remedies;
    expect(explain('fr', condition, name).why).not.toBe(explain('en', condition, name).why);
  });

  it('say what to do next, in each language', () => {
    const { none: _en, ...nextEn } = en.next;
    const { none: _fr, ...nextFr } = fr.next;
    for (const text of [...Object.values(nextEn), ...Object.values(nextFr)]) {
      expect(text).toMatch(/^\p{Lu}.*\.$/u);
    }
  });

  it('show a condition that nobody knows, and take no name of an object for one', () => {
    expect(explain('en', 'out-of-tea').why).toBe('The reason given is “out-of-tea”.');
    expect(explain('fr', 'constructor').why).toContain('constructor');
    expect(explain('en', '__proto__').remedy).toBe('again');
  });

  it('say what was tried, by the key', () => {
    expect(explainPacket('en', 'roster_additem_erroritemnotfound', 'item-not-found')).toEqual({
      tried: 'The contact could not be added',
      why: 'There is nothing of that name.',
      next: 'Check what you entered.',
      remedy: 'change',
    });
    expect(explainPacket('fr', 'register_set_errorconflict', 'conflict').why).toBe(
      'Quelqu’un porte déjà ce nom.',
    );
    expect(explainPacket('en', 'weather_get_errortimeout', 'timeout').tried).toBe(
      '“weather_get” did not work',
    );
  });

  it('know that a session was refused, or that it was taken over', () => {
    expect(explainSession('en', 'not-authorized').why).toBe(
      'The name or the password is not right.',
    );
    expect(explainSession('en', 'conflict').why).toContain('somewhere else');
    expect(explainSession('fr', 'system-shutdown').remedy).toBe('later');
  });
});
