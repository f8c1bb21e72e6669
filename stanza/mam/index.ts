export * from './mam.js';
export * from './preferences.js';
