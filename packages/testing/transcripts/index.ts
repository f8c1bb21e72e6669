export * from './read-transcripts.js';
export { replay, type Replay } from './replay.js';
export { kindOfRequest, recordedRefusals, type Refusal } from './refusals.js';
