/** One conversation: what was said, and where one writes. */
export { Chat, chatActions } from './chat.js';
export { parseStyling, type Block, type Span } from './lines/styling.js';
