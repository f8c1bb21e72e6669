export * from './atom-text.js';
export * from './post.js';
