export { bosh, boshWith } from './node.js';
export type { BoshOptions } from './options.js';
