export { check } from './check.js';
export { NAMED } from './packets.js';
export { count, type Verdict, type Violation, type Wrong } from './report.js';
