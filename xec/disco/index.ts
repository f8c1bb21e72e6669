export { CAPS_NODE, capsOf } from './own-info.js';
