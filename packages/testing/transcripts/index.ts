export * from './read-transcripts.js';
