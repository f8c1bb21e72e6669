export { mixOf, pointsOf } from './mixes.js';
export { killAtPoints, pairPlans, pointPlans } from './points.js';
export { randomFaults, sleep } from './random-faults.js';
