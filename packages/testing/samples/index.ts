export { sampleParams } from './sample-params.js';
