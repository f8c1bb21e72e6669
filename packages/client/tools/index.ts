/** What the tools on the floor above need from below. */
export { usualServices } from './services.js';
