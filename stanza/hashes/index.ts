export * from './functions.js';
export * from './hashes.js';
