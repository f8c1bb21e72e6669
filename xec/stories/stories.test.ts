import { describe, expect, it } from '@jest/globals';
import { NS_STORIES } from '@xec/stanza';
import { fixtureJson } from '@xec/testing/fixtures';
import { openRoom } from '@xec/testing/rooms';
import { pepContract } from '@xec/testing/contracts';
import { GetStories, PublishStory, RetractStory, stories } from './index.js';

const link = { href: 'https://capulet.lit/upload/romeo-story.jpg', rel: 'enclosure' };
const content = {
  id: 'i',
  title: 'a',
  published: '2008-05-08T18:30:02Z',
  links: [link],
  categories: [],
};
const entry = (inner: string): string =>
  `<entry xmlns="http://www.w3.org/2005/Atom"><title type="text">a</title>${inner}<published>2008-05-08T18:30:02Z</published></entry>`;
const enclosure = `<link rel="enclosure" href="${link.href}"/>`;

describe('stories', () => {
  pepContract({
    feature: stories,
    name: 'Story',
    node: NS_STORIES,
    Publish: PublishStory,
    Retract: RetractStory,
    Get: GetStories,
    events: ['stories/example'],
    content,
    payload: entry(enclosure),
    id: 'i',
    garbage: ["<entry xmlns='urn:example'/>", entry(''), entry(enclosure + enclosure)],
  });

  it('have one picture or film', () => {
    const links = [link, link];
    expect(() => new PublishStory({ content: { ...content, links } })).toThrow(/expected one link/);
  });

  it('are for a day, and for contacts', () => {
    const room = openRoom(stories, { self: 'juliet@capulet.lit/x' });
    const { content: told } = fixtureJson<{ content: { content: typeof content } }>(
      'stories/example',
    );
    void room.request(new PublishStory({ content: told.content }));
    const sent = room.sent[0]?.toString() ?? '';
    for (const value of [NS_STORIES, '86400', 'presence', 'max']) {
      expect(sent).toContain(`<value>${value}</value>`);
    }
  });
});
