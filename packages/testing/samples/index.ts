export { sampleOf, sampleParams } from './sample-params.js';
