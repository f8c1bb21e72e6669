export * from './idle.js';
export * from './kinds.js';
export * from './nick.js';
export * from './presence.js';
export * from './read-presence.js';
