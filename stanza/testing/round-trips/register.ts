import fc from 'fast-check';
import {
  readRegistration,
  registerFieldNames,
  registerSubmission,
  submitForm,
} from '../../index.js';
import { words } from './arbitraries.js';
import { inIq } from './places.js';
import { roundTrip } from './round-trip.js';

const filled = fc.dictionary(fc.constantFrom(...registerFieldNames), words, {
  noNullPrototype: true,
});
const form = submitForm({
  type: 'form',
  instructions: [],
  fields: [{ type: 'text-single', var: 'username', value: '<a & b>' }],
});

export const register = [
  // A server answers with the fields that it has, in the element that they are filled in.
  roundTrip({
    builders: { registerSubmission },
    readers: { readRegistration },
    of: filled,
    build: (fields) => inIq(registerSubmission({ fields, form })),
    read: readRegistration,
    expected: ({ password, ...values }) => ({
      ...{ isRegistered: false, values, form, media: [] },
      fields: registerFieldNames.filter(
        (name) => name in values || (name === 'password' && password !== undefined),
      ),
    }),
  }),
];
