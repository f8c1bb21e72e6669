export * from './read-vcard.js';
export * from './vcard.js';
export * from './write-vcard.js';
