/** Where one writes. */
export { Composer, type Writing } from './composer.js';
export type { Arrival } from './files.js';
