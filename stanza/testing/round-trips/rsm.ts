import {
  pageElement,
  pageRequest,
  readPage,
  readPageRequest,
  type Page,
  type PageRequest,
} from '../../index.js';
import { count, shape, text } from './arbitraries.js';
import { inIq } from './places.js';
import { roundTrip } from './round-trip.js';

export const rsm = [
  roundTrip({
    builders: { pageRequest },
    readers: { readPageRequest },
    of: shape<PageRequest>({}, { max: count(), after: text, before: text, index: count() }),
    build: (given) => inIq(pageRequest(given)),
    read: readPageRequest,
  }),
  roundTrip({
    builders: { pageElement },
    readers: { readPage },
    // The index is that of the first one.
    of: shape<Page>({}, { first: text, last: text, index: count(), count: count() }).filter(
      ({ first, index }) => first !== undefined || index === undefined,
    ),
    build: (given) => inIq(pageElement(given)),
    read: readPage,
  }),
];
