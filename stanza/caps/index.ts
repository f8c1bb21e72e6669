export * from './caps.js';
export * from './caps-text.js';
