/** Measurements, to be called from scripts and tests. */
export { measureSessions, type SessionsFigures, type SessionsRun } from './sessions.js';
export { measureJournals, type JournalFigures, type JournalsRun } from './journals/measure.js';
export { measureRestart, type RestartFigures, type RestartRun } from './restart/measure.js';
