import { describe, expect, it } from '@jest/globals';
import { reactionTo, smallTalk, wantsNews } from './small-talk.js';

describe('the friar', () => {
  it('greets who greets him', () => {
    expect(smallTalk('Hello!', 0)).toMatch(/^Good morrow/);
    expect(smallTalk('Hello!', 1)).toMatch(/^Benedicite/);
  });

  it('knows words from parts of words', () => {
    expect(smallTalk('this', 0)).not.toMatch(/morrow/);
  });

  it('gives back what he has nothing to say about', () => {
    expect(smallTalk('  the  moon\nis bright', 0)).toMatch(/^“the moon is bright”, you say\? /);
  });

  it('does not give back all of a long speech', () => {
    const answer = smallTalk('la '.repeat(500), 0);
    expect(answer.length).toBeLessThan(200);
    expect(answer).toContain('…');
  });

  it('is touched by kind words, and by no others', () => {
    expect(reactionTo('Thank you, father')).toBe('❤️');
    expect(reactionTo('I am in love')).toBe('🌹');
    expect(reactionTo('The gloves are gone')).toBeUndefined();
  });

  it('knows when somebody wants news, and says that there are some', () => {
    expect(wantsNews('Any news?')).toBe(true);
    expect(wantsNews('The newsboy')).toBe(false);
    expect(smallTalk('Any news?', 0)).toMatch(/feed/);
  });
});
