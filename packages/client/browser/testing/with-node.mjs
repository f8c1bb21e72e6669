/** Something that no browser has, for the check that finds such imports. */
export { hostname } from 'node:os';
