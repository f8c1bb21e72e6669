import { caps } from './caps/index.js';
import { carbons } from './carbons/index.js';
import type { Feature } from './core/index.js';
import { disco } from './disco/index.js';
import { entityTime } from './entity-time/index.js';
import { lastActivity } from './last-activity/index.js';
import { message } from './message/index.js';
import { microblog } from './microblog/index.js';
import { ping } from './ping/index.js';
import { presence } from './presence/index.js';
import { roster } from './roster/index.js';
import { vcard } from './vcard/index.js';
import { version } from './version/index.js';

/**
 * Every room of the house, for tools and for programs that want all of it.
 *
 * The order is that of coming online: the roster is asked for before the presence goes out.
 */
export const allFeatures: readonly Feature[] = [
  roster,
  presence,
  message,
  carbons,
  microblog,
  ping,
  disco,
  caps,
  vcard,
  version,
  entityTime,
  lastActivity,
];
