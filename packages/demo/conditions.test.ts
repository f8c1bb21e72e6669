/** What the floors below know must have a sentence in the widgets, which may not import them. */
import { expect, it } from '@jest/globals';
import { saslConditions, stanzaErrorConditions, streamErrorConditions } from '@xec/stanza';
import { remedies } from '@xec/widgets';

it.each([
  ['request', Object.keys(stanzaErrorConditions)],
  ['login', saslConditions],
  ['stream', streamErrorConditions],
] as const)('each defined condition of a %s has a sentence', (subject, conditions) => {
  expect(Object.keys(remedies[subject])).toEqual(expect.arrayContaining([...conditions]));
});
