export * from './file-metadata.js';
export * from './file-sharing.js';
