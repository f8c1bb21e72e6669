export * from './describe-on-servers.js';
export { chromiumOrSkip } from './installed.js';
export * from './real-server.js';
export * from './test-server.js';
export { openProxy, type Proxy } from './proxy.js';
export { noteAnswers } from './note-answers.js';
