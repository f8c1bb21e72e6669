export * from './muji.js';
