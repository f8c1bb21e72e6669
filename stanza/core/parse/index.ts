export * from './cutter.js';
export * from './error.js';
export * from './limits.js';
export * from './parse.js';
export * from './stream-reader.js';
