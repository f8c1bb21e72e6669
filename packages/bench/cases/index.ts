/** All there is to measure for the report, in its order. */
import type { Case } from '../report/case.js';
import { bundle } from './bundle.js';
import { dispatch } from './dispatch.js';
import { flood } from './flood.js';
import { growth } from './growth.js';
import { idle } from './idle.js';
import { iq } from './iq.js';
import { kept } from './kept.js';
import { managed } from './managed.js';
import { pairs } from './pairs.js';
import { pending } from './pending.js';
import { turns } from './turns.js';

export const cases: readonly Case[] = [
  ...[flood, bundle, iq, turns, dispatch, kept, pending, managed, idle, pairs, growth],
];
