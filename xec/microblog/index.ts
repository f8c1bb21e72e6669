import { NS_MICROBLOG, NS_SOCIAL_FEED, NS_SOCIAL_GALLERY } from '@xec/stanza';
import { feature } from '../core/index.js';
import { CreateCommentsNode } from './create-comments-node.action.js';
import { CreateMicroblog } from './create-microblog.action.js';
import { DeletePost } from './delete-post.action.js';
import { GetComments } from './get-comments.action.js';
import { GetPosts } from './get-posts.action.js';
import { packets } from './packets.js';
import { PostAtServicePublished, PostPublished } from './post.payload.js';
import { PublishComment } from './publish-comment.action.js';
import { PublishPost } from './publish-post.action.js';
import { TestPublishPost } from './test-publish-post.action.js';

export {
  CreateCommentsNode,
  CreateMicroblog,
  DeletePost,
  GetComments,
  GetPosts,
  PostAtServicePublished,
  PostPublished,
  PublishComment,
  PublishPost,
  TestPublishPost,
};
export { postSchema } from './post-schemas.js';

/**
 * Microblogs (XEP-0277) and social feeds (XEP-0472): publishes posts and comments, asks for them, and
 * hears of those of people whose presence we see, and of nodes that we are subscribed to.
 */
export const microblog = feature({
  name: 'microblog',
  xeps: [
    { xep: '0277', version: '0.6.5', since: '0.1.0' },
    { xep: '0472', version: '0.2.1', since: '0.1.0' },
    { xep: '0163', version: '1.2.2', since: '0.1.0' },
  ],
  // `+notify` asks services to send the posts (XEP-0163 section 4.3.2); it reaches them with our presence.
  // The others are what XEP-0472 section 3 wants said: the profiles that are known.
  namespaces: [`${NS_MICROBLOG}+notify`, NS_SOCIAL_FEED, NS_MICROBLOG, NS_SOCIAL_GALLERY],
  packets,
  actions: [
    PublishPost,
    DeletePost,
    TestPublishPost,
    GetPosts,
    CreateMicroblog,
    CreateCommentsNode,
    PublishComment,
    GetComments,
  ],
  payloads: [PostPublished, PostAtServicePublished],
});
