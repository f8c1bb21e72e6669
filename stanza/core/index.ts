export * from './element.js';
export * from './error.js';
export * from './parse/index.js';
export * from './stanza.js';
export * from './write.js';
export * from './xml.js';
