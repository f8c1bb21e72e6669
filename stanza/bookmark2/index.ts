export * from './bookmark2.js';
export * from './notification-settings.js';
export * from './pinning.js';
