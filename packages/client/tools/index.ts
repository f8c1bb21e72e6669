/** What the tools on the floor above need from below. */
export type { ManagedStream, RehearsalOptions, RehearsedLogin, RehearsedToken } from './options.js';
export { Rehearsal } from './rehearsal.js';
export type { Scene, SceneEnd } from './scene.js';
export { watched } from './watch.js';
