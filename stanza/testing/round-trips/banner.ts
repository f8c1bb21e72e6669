import { bannerElement, readBanner } from '../../index.js';
import { metadata } from './avatar.js';
import { roundTrip } from './round-trip.js';

export const banner = [
  roundTrip({
    builders: { bannerElement },
    readers: { readBanner },
    of: metadata,
    build: bannerElement,
    read: readBanner,
  }),
];
