export { DeskError, type Desk, type Watcher, type WatchSocket } from './desk.js';
export { DeskPage } from './desk-page.js';
export { GatewayDesk } from './gateway-desk.js';
export { refused } from './refused.js';
export type * from './wire.js';
