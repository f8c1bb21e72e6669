export * from './affiliations.js';
export * from './event.js';
export * from './items.js';
export * from './namespaces.js';
export * from './node-options.js';
export * from './node.js';
export * from './publish.js';
export * from './subscribe.js';
