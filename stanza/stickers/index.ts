export * from './inline.js';
export * from './stickers.js';
