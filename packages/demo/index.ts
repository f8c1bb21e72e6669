/** What `npm start` runs, for tests. */
export { startDemo, type Demo, type DemoOptions } from './demo.js';
export type { BotPace } from './bot.js';
