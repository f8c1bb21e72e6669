export { plainXml, toEqualXml } from './equal-xml.js';
export { fixture, fixtureJson } from './fixture.js';
export { openRoom, TestRoom, type RoomOptions } from './open-room.js';
export { TestRuntime } from './test-runtime.js';
