/**
 * XEP-0472: Pubsub Social Feed, version 0.2.1 (2025-10-13): how nodes of posts are set up.
 * https://xmpp.org/extensions/xep-0472.html
 */
import type { NodeOptions } from '../pubsub/index.js';
import { NS_MICROBLOG } from './post.js';

/** The type of nodes with posts, and what clients announce that know them (sections 3 and 5.1). */
export const NS_SOCIAL_FEED = 'urn:xmpp:pubsub-social-feed:1';
/** The type of nodes with pictures (section 5.3): each item has at least one enclosure. */
export const NS_SOCIAL_GALLERY = 'urn:xmpp:pubsub-social-feed:gallery:1';

/**
 * How a node of posts must be set up (section 5.1), and of what type it is.
 *
 * `deliver_payloads`, which "SHOULD be set to false", is left as the service has it: those who only hear of
 * a node (`+notify`) learn what a post says from its event.
 */
export const socialFeedOptions = (type: string = NS_SOCIAL_FEED): NodeOptions => ({
  type,
  notify_retract: true,
  max_items: 'max',
  persist_items: true,
  send_last_published_item: 'never',
});

/** How the node of a person's posts must be set up (XEP-0277 section 4.1, XEP-0472 section 5.2). */
export const microblogOptions: NodeOptions = socialFeedOptions(NS_MICROBLOG);

/** How a node of comments must be set up: everybody may read and write (XEP-0277 section 4.2). */
export const commentsOptions: NodeOptions = {
  ...socialFeedOptions(),
  access_model: 'open',
  publish_model: 'open',
};

/** The node of the comments on a post, by the id of its item (XEP-0277 section 3.1). */
export const commentsNode = (id: string): string => `${NS_MICROBLOG}:comments/${id}`;
