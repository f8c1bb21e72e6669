export type { CrashServer } from './crash-server.js';
export { startOurs } from './devserver.js';
export { startProsody } from './prosody.js';
export { Way, type Direction } from './way.js';
