import {
  NS_SOCIAL_FEED,
  NS_STORIES,
  enclosuresOf,
  readStory,
  storiesOptions,
  storyElement,
  type Story,
} from '@xec/stanza';
import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { postSchema } from '../microblog/index.js';
import { pepRoom } from '../pubsub/index.js';

/** A story, as `readStory` reads it. */
export const storySchema = v.pipe(
  v.object({ id: v.pipe(v.string(), v.nonEmpty()), ...postSchema.entries }),
  v.check((story) => enclosuresOf(story).length === 1, 'expected one link of rel "enclosure"'),
) satisfies v.GenericSchema<Story>;

const room = pepRoom({
  name: 'Story',
  room: 'stories',
  publish: 'Story/Publish',
  xeps: [{ xep: '0501', version: '0.2.0', since: '0.1.0' }],
  node: NS_STORIES,
  namespaces: [NS_SOCIAL_FEED, NS_STORIES],
  content: storySchema,
  read: readStory,
  write: storyElement,
  idOf: ({ id }) => id,
  options: storiesOptions,
});

/** Publishes it. Answers with `story_publish_handle`. */
export const PublishStory = room.Publish;
/** Takes back the one of `id`. Answers with `story_retract_handle`. */
export const RetractStory = room.Retract;
/** Asks an account for its stories, over or not. Answers with `story_get_handle`. */
export const GetStories = room.Get;
/** Hears of what is published: `story`, `story_retract`. */
export const StoryPublished = room.Event;
/** Stories (XEP-0501): shows a picture or a film for a day, and hears of those of contacts. */
export const stories = room.feature;

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof room.packets> {}
}
