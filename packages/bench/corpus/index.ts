/** Made-up stanzas to measure with. */
export { makeCorpus, pagesOf, shares, type Kind, type Sample } from './corpus.js';
export { discoQuery, rosterQuery } from './iqs.js';
export { DOMAIN, SELF, SELF_FULL, programs, rooms } from './people.js';
