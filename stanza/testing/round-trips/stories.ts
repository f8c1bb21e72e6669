import { readStory, storyElement } from '../../index.js';
import fc from 'fast-check';
import { webUrl, words } from './arbitraries.js';
import { post } from './microblog.js';
import { roundTrip } from './round-trip.js';

/** A post with one picture. */
const story = fc.tuple(post, words, webUrl).map(([one, id, href]) => ({
  ...{ ...one, id },
  links: [...one.links.filter(({ rel }) => rel !== 'enclosure'), { rel: 'enclosure', href }],
}));

export const stories = [
  roundTrip({
    builders: { storyElement },
    readers: { readStory },
    of: story,
    build: storyElement,
    read: (el, { id }) => readStory(el, id),
  }),
];
