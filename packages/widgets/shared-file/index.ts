/** Files with messages. */
export { SharedFile } from './shared-file.js';
