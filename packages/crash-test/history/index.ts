export * from './events.js';
export { readHistory } from './reader.js';
export { HistoryWriter, nowMicros } from './writer.js';
