import { describe, expect, it } from '@jest/globals';
import { smallTalk } from './small-talk.js';

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
});
