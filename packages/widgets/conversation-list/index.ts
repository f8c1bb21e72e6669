/** All conversations, the latest first. */
export { ConversationList } from './conversation-list.js';
