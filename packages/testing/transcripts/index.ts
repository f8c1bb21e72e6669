export * from './read-transcripts.js';
export { kindOfRequest, recordedRefusals, type Refusal } from './refusals.js';
