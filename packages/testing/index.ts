/** What the tests share: servers and recorded streams. */
export * from './contracts/index.js';
export * from './servers/index.js';
export * from './transcripts/index.js';
export * from './rooms/index.js';
export * from './clients/index.js';
export * from './stage/index.js';
