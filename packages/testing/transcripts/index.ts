export * from './read-transcripts.js';
export { replay, type Replay } from './replay.js';
