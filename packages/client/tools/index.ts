/** What the tools on the floor above need from below. */
export { probe, type ProbeOptions, type Probed } from './probe.js';
export { Rehearsal, type RehearsalOptions, type Scene } from './rehearsal.js';
export { usualServices } from './services.js';
export { watched } from './watch.js';
