/** What work costs, compared with itself: no test looks at a clock. */
export { costRatio } from './cost-ratio.js';
