export { boundsSection } from './table.js';
