/** What the tools on the floor above need from below. */
export { Rehearsal, type RehearsalOptions, type Scene } from './rehearsal.js';
export { watched } from './watch.js';
