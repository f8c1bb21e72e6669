/** What the crash test is made of. */
export { check, count, type Verdict, type Violation, type Wrong } from './checker/index.js';
export { readHistory, type HistoryLine } from './history/index.js';
export { plantNames } from './plant/index.js';
export { run, type RunResult } from './run/run.js';
export { readArguments, type RunSettings } from './run/settings.js';
