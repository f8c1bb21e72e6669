import { confirmElement, readConfirm, type HttpRequest } from '../../index.js';
import { shape, words } from './arbitraries.js';
import { roundTrip } from './round-trip.js';

export const confirm = [
  roundTrip({
    builders: { confirmElement },
    readers: { readConfirm },
    of: shape<HttpRequest>({ id: words, method: words, url: words }, {}),
    build: confirmElement,
    read: readConfirm,
  }),
];
