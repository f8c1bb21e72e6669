export * from './disco-info.js';
export * from './disco-items.js';
