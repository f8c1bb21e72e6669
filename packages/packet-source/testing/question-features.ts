import { allFeatures, type Feature } from '@xec/xec';
// Of this file alone: the face of `@xec/testing` is not for pages.
import { question } from '../../testing/killable/question.js';

/** How many packets journals of benches keep. */
export const KEPT = 24;

/** What Juliet's client has in use. */
export const features: readonly Feature[] = [
  ...allFeatures,
  { ...question, browser: { actions: ['*'], keys: ['*'] } },
];
