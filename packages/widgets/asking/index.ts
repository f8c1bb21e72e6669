/** Requests of widgets, and what became of them in words. */
export { Asking, type Answer } from './asking.js';
