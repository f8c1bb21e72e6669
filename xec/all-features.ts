import { activity } from './activity/index.js';
import { adhoc } from './adhoc/index.js';
import { avatar } from './avatar/index.js';
import { banner } from './banner/index.js';
import { attention } from './attention/index.js';
import { bookmark } from './bookmark/index.js';
import { bookmark2 } from './bookmark2/index.js';
import { bob } from './bob/index.js';
import { caps } from './caps/index.js';
import { carbons } from './carbons/index.js';
import { confirm } from './confirm/index.js';
import type { Feature } from './core/index.js';
import { disco } from './disco/index.js';
import { entityTime } from './entity-time/index.js';
import { serviceDiscovery } from './external-services/index.js';
import { invite } from './invite/index.js';
import { iqGateway } from './iq-gateway/index.js';
import { jingle } from './jingle/index.js';
import { lastActivity } from './last-activity/index.js';
import { location } from './location/index.js';
import { mds } from './mds/index.js';
import { message } from './message/index.js';
import { microblog } from './microblog/index.js';
import { mood } from './mood/index.js';
import { nickname } from './nickname/index.js';
import { muc } from './muc/index.js';
import { muji } from './muji/index.js';
import { omemo } from './omemo/index.js';
import { ping } from './ping/index.js';
import { presence } from './presence/index.js';
import { pubsub } from './pubsub/index.js';
import { pubsubSubscription } from './pubsub-subscription/index.js';
import { register } from './register/index.js';
import { roster } from './roster/index.js';
import { stories } from './stories/index.js';
import { space } from './space/index.js';
import { stickers } from './stickers/index.js';
import { storage } from './storage/index.js';
import { tune } from './tune/index.js';
import { vcard } from './vcard/index.js';
import { vcard4 } from './vcard4/index.js';
import { version } from './version/index.js';
import { blocking } from './blocking/index.js';
import { upload } from './upload/index.js';
import { extendedChannelSearch } from './extended-channel-search/index.js';
import { mam } from './mam/index.js';

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
  register,
  bob,
  adhoc,
  invite,
  blocking,
  attention,
  confirm,
  upload,
  extendedChannelSearch,
  mam,
  pubsub,
  mood,
  activity,
  tune,
  location,
  nickname,
  vcard4,
  avatar,
  banner,
  storage,
  mds,
  bookmark2,
  bookmark,
  pubsubSubscription,
  stories,
  omemo,
  space,
  stickers,
  muc,
  jingle,
  muji,
  serviceDiscovery,
  iqGateway,
];
