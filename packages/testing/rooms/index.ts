export { openRoom, TestRoom, type RoomOptions } from './open-room.js';
export { TestRuntime } from './test-runtime.js';
