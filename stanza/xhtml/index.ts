export * from './markup.js';
export * from './sanitise.js';
export * from './text.js';
export { isLinkable } from './url.js';
export * from './xhtml-im.js';
