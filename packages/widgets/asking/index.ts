/** Requests of widgets, and what became of them in words. */
export { Asking, errorsOf, type Answer } from './asking.js';
