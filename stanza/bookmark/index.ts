export * from './bookmark.js';
export * from './converted.js';
