export { NS_SASL2 } from './data.js';
export * from './feature.js';
export * from './client.js';
export * from './server.js';
export * from './upgrade.js';
