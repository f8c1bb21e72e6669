/**
 * XEP-0501: Pubsub Stories, version 0.2.0 (2024-12-20).
 * https://xmpp.org/extensions/xep-0501.html
 */
import { readDateTime, type Element, type XmlElement } from '../core/index.js';
import {
  enclosuresOf,
  postElement,
  readPost,
  socialFeedOptions,
  type PostContent,
} from '../microblog/index.js';
import type { NodeOptions } from '../pubsub/index.js';

/** The namespace, the type and the node at the account. */
export const NS_STORIES = 'urn:xmpp:pubsub-social-feed:stories:0';

/** How long a story is shown where its node does not say it, in seconds: "usually 24 hours". */
export const STORY_LIFETIME_S = 86_400;

/** How the node of stories must be set up (section 4.1). */
export const storiesOptions: NodeOptions = {
  ...socialFeedOptions(NS_STORIES),
  access_model: 'presence',
  item_expire: STORY_LIFETIME_S,
};

/** A post with one picture or film, shown for a while. */
export interface Story extends PostContent {
  /** The id of its item. */
  readonly id: string;
}

/** `<entry/>`. */
export const storyElement = (story: Story): XmlElement => postElement(story);

/**
 * Reads the story of an item; `undefined` for what is no post, or has not one enclosure: "items … MUST have
 * only one attached media … of type enclosure" (section 4.1).
 */
export function readStory(el: Element, id: string): Story | undefined {
  const post = readPost(el);
  return post && enclosuresOf(post).length === 1 ? { id, ...post } : undefined;
}

/**
 * Whether a story is over: "subscribers clients MUST hide or destroy the received items once they expire"
 * (section 5). One that does not say when it was published is.
 *
 * @param now in milliseconds since 1970
 * @param lifetimeS how long its node lets it live, in seconds
 */
export function isStoryOver(
  { published, updated }: Pick<Story, 'published' | 'updated'>,
  now: number,
  lifetimeS: number = STORY_LIFETIME_S,
): boolean {
  const since = readDateTime(published ?? updated ?? '');
  return since === undefined || now >= since.getTime() + lifetimeS * 1000;
}
