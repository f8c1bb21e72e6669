/**
 * The modules that a server has. A new one is one file here and one line in the list.
 */
import type { Host } from '../host.js';
import type { Subscriptions } from '../subscriptions.js';
import { carbons } from './carbons.js';
import { disco } from './disco.js';
import { legacySession } from './legacy-session.js';
import { last } from './last.js';
import { message } from './message.js';
import type { Module, ModuleFactory } from './module.js';
import { ping } from './ping.js';
import { presence } from './presence.js';
import { privateStorage } from './private-storage.js';
import { roster } from './roster.js';
import { time } from './time.js';
import { vcard } from './vcard.js';
import { version } from './version.js';

/** Makes the modules for one server, `more` after the own ones. */
export const createModules = (
  host: Host,
  subscriptions: Subscriptions,
  more: readonly ModuleFactory[],
): Module[] => [
  legacySession(),
  roster(host, subscriptions),
  presence(host, subscriptions),
  message(host),
  carbons(),
  disco(host),
  vcard(),
  ping(),
  privateStorage(),
  version(),
  time(),
  last(host),
  ...more.map((create) => create(host)),
];
