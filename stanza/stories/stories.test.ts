import { describe, expect, it } from '@jest/globals';
import { isStoryOver, readStory, storyElement } from './stories.js';

const enclosure = {
  href: 'https://capulet.lit/upload/romeo-story.jpg',
  rel: 'enclosure',
  type: 'image/jpeg',
};
const story = {
  id: 'i',
  title: 'Stories 03-02-1597',
  published: '1597-02-03T10:00:00Z',
  links: [enclosure],
  categories: [],
};

describe('a story', () => {
  it.each([[[]], [[enclosure, enclosure]], [[{ ...enclosure, rel: 'alternate' }]]])(
    'has one enclosure: %j',
    (links) => {
      expect(readStory(storyElement({ ...story, links }), 'i')).toBeUndefined();
    },
  );

  it('is over after a day, or as its node says', () => {
    const now = Date.parse('1597-02-04T09:59:59Z');
    expect(isStoryOver(story, now)).toBe(false);
    expect(isStoryOver(story, now + 1000)).toBe(true);
    expect(isStoryOver(story, now, 3600)).toBe(true);
    expect(isStoryOver({}, now)).toBe(true);
  });
});
