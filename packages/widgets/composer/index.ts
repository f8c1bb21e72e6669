/** Where one writes. */
export { Composer, type Writing } from './composer.js';
