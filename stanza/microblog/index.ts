export { NS_ATOM, atomText, atomXhtml } from './atom-text.js';
export * from './feed.js';
export * from './in-reply-to.js';
export * from './nodes.js';
export * from './post-link.js';
export {
  NS_MICROBLOG,
  completePost,
  isByPublisher,
  postElement,
  readPost,
  type PostAuthor,
  type PostContent,
  type PostDraft,
} from './post.js';
