export { Composer } from './composer/index.js';
