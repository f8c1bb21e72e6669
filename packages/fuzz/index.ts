/** What fuzzing is made of. */
export type { Outcome, Wrong, WrongKind } from './outcome.js';
export { Report, type Finding } from './report.js';
export { run } from './run.js';
export { readSettings, type Settings } from './settings.js';
