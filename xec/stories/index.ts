import { NS_SOCIAL_FEED, NS_STORIES, readStory, storiesOptions, storyElement } from '@xec/stanza';
import { feature } from '../core/index.js';
import { pepNode } from '../pubsub/index.js';
import { packets, storySchema } from './packets.js';

const node = pepNode({
  name: 'Story',
  publish: 'Story/Publish',
  retract: 'Story/Retract',
  get: 'Story/Get',
  node: NS_STORIES,
  content: storySchema,
  read: readStory,
  write: storyElement,
  idOf: ({ id }) => id,
  options: storiesOptions,
});

/** Publishes it. Answers with `story_publish_handle`. */
export const PublishStory = node.Publish;
/** Takes back the one of `id`. Answers with `story_retract_handle`. */
export const RetractStory = node.Retract;
/** Asks an account for its stories, over or not. Answers with `story_get_handle`. */
export const GetStories = node.Get;
/** Hears of what is published: `story`, `story_retract`. */
export const StoryPublished = node.Event;

export { storySchema };

/** Stories (XEP-0501): shows a picture or a film for a day, and hears of those of contacts. */
export const stories = feature({
  name: 'stories',
  xeps: [
    { xep: '0501', version: '0.2.0', since: '0.1.0' },
    { xep: '0163', version: '1.2.2', since: '0.1.0' },
  ],
  // Asks services to send them (XEP-0163 section 4.3.2); it reaches them with our presence.
  namespaces: [NS_SOCIAL_FEED, NS_STORIES, `${NS_STORIES}+notify`],
  packets,
  actions: [PublishStory, RetractStory, GetStories],
  payloads: [StoryPublished],
});
