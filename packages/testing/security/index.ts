export { genuine, hostile } from './test-of-rule.js';
