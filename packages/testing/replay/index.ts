export { replay } from './replay.js';
export type { Counts, Replay } from './connection.js';
export { withoutAction } from './without-action.js';
export { unended, unheardBecause } from './unheard-because.js';
