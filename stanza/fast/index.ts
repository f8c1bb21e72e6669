export * from './fast.js';
export * from './token.js';
