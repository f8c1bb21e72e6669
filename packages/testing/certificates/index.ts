/** Certificates for servers and clients of tests. */
export { Authority, DAY_MS } from './authority.js';
