/** What the tests share: servers and recorded streams. */
export * from './certificates/index.js';
export * from './contracts/index.js';
export * from './servers/index.js';
export * from './redis/index.js';
export * from './transcripts/index.js';
export * from './fixtures/index.js';
export * from './rooms/index.js';
export * from './clients/index.js';
export * from './stage/index.js';
export * from './browser/index.js';
export * from './killable/index.js';
export * from './programs/index.js';
export * from './cost/index.js';
export * from './random/index.js';
export * from './samples/index.js';
