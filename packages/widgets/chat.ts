export { Chat } from './chat/index.js';
