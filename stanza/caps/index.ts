export * from './caps.js';
export * from './caps-text.js';
export * from './capability-hashes.js';
export * from './capability-text.js';
