import { NS_MICROBLOG } from '@xec/stanza';
import { feature } from '../core/index.js';
import { packets } from './packets.js';
import { PostPublished } from './post.payload.js';

export { PostPublished };

/** Microblogs (XEP-0277): hears of the posts of those whose presence we see. */
export const microblog = feature({
  name: 'microblog',
  xeps: [
    { xep: '0277', version: '0.6.5', since: '0.1.0' },
    { xep: '0163', version: '1.2.2', since: '0.1.0' },
  ],

  // Asks services to send the posts (XEP-0163 section 4.3.2); it reaches them with our presence.
  namespaces: [`${NS_MICROBLOG}+notify`],
  packets,
  payloads: [PostPublished],
});
