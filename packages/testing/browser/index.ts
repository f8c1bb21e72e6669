/** What tests in a real browser share; `describeInChromium` is where the servers are. */
export { bundle, measureBundle, type BundlePart, type MeasuredBundle } from './bundle.js';
export { chromiumArgs } from './chromium.js';
export { serveScript, type ScriptServer } from './serve-script.js';
