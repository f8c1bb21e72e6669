export * from './avatar.js';
export * from './vcard-update.js';
