export { ownCaps } from './own-caps.js';
