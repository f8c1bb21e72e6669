/** A process of its own: jest hears of promises that nobody caught before anybody else does. */
import { readSettings, run } from '../index.js';
import { realWorld } from '../targets.js';
import { withHandler } from './planted.js';

const features = withHandler(() => void Promise.reject(new Error('planted')));
const report = await run(readSettings(['--frames', '1000']), { ...realWorld, features });
console.log(report.line);
