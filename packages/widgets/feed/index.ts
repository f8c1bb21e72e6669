/** Posts of contacts and of oneself. */
export { FeedModel, feedKeys, type Post } from './feed-model.js';
export { FeedWidget } from './feed.js';
export { PostWidget } from './post.js';

/** All actions that they request. */
export const feedActions: readonly string[] = [
  ...['Microblog/CommentCreateNode', 'Microblog/CommentPublish', 'Microblog/CommentsGet'],
  ...['Microblog/Get', 'Pubsub/PostDelete', 'Pubsub/PostPublish'],
];
