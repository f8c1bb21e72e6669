/**
 * The modules that a server has. A new one is one file here and one line in the list.
 */
import type { Host } from '../host.js';
import type { RegistrationOptions } from '../options.js';
import type { Subscriptions } from '../subscriptions.js';
import { blocking } from './blocking.js';
import { carbons } from './carbons.js';
import { commands } from './commands.js';
import { disco } from './disco.js';
import { externalServices } from './external-services.js';
import { legacySession } from './legacy-session.js';
import { last } from './last.js';
import { mam } from './mam.js';
import { message } from './message.js';
import { muc } from './muc/index.js';
import type { Module, ModuleFactory } from './module.js';
import { pep } from './pep/pep.js';
import { pubsubService } from './pep/service.js';
import { ping } from './ping.js';
import { presence } from './presence.js';
import { privateStorage } from './private-storage.js';
import { registration } from './registration.js';
import { roster } from './roster.js';
import { time } from './time.js';
import { upload } from './upload.js';
import { vcard } from './vcard.js';
import { version } from './version.js';

/** Makes the modules for one server, `more` after the own ones. */
export const createModules = (
  host: Host,
  subscriptions: Subscriptions,
  more: readonly ModuleFactory[],
  registered: RegistrationOptions | undefined,
): Module[] => [
  legacySession(),
  roster(host, subscriptions),
  presence(host, subscriptions),
  message(host),
  mam(host),
  blocking(host),
  carbons(),
  disco(host),
  commands(host),
  vcard(),
  pep(host),
  pubsubService(host),
  ping(),
  privateStorage(),
  version(),
  time(),
  last(host),
  upload(host),
  muc(host),
  externalServices(),
  ...(registered === undefined ? [] : [registration(host, registered)]),
  ...more.map((create) => create(host)),
];
