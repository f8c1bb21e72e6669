export * from './check-imports.js';
export * from './check-manifests.js';
export * from './module.js';
export * from './reach.js';
export * from './read-project.js';
export * from './rings.js';
