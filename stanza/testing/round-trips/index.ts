/**
 * What is built, written, parsed and read again, room by room. A builder and a reader that are added get a
 * row in the file of their room; a reader of what nobody builds here, a reason in `without-builder.ts`.
 */
import { activity } from './activity.js';
import { avatar } from './avatar.js';
import { banner } from './banner.js';
import { bind2 } from './bind2.js';
import { blocking } from './blocking.js';
import { bob } from './bob.js';
import { bookmark } from './bookmark.js';
import { bookmark2 } from './bookmark2.js';
import { caps } from './caps.js';
import { confirm } from './confirm.js';
import { core } from './core.js';
import { dataForms } from './data-forms.js';
import { disco } from './disco.js';
import { doap } from './doap.js';
import { entityTime } from './entity-time.js';
import { envelope } from './envelope.js';
import { extendedChannelSearch } from './extended-channel-search.js';
import { externalServices } from './external-services.js';
import { fast } from './fast.js';
import { fileSharing } from './file-sharing.js';
import { invite } from './invite.js';
import { iqGateway } from './iq-gateway.js';
import { jingle } from './jingle.js';
import { lastActivity } from './last-activity.js';
import { location } from './location.js';
import { mam } from './mam.js';
import { mds } from './mds.js';
import { messages } from './message-whole.js';
import { message } from './message.js';
import { microblog } from './microblog.js';
import { mood } from './mood.js';
import { mucInvitations } from './muc-invitations.js';
import { muc } from './muc.js';
import { muji } from './muji.js';
import { nickname } from './nickname.js';
import { occupantId } from './occupant-id.js';
import { omemo } from './omemo.js';
import { presence } from './presence.js';
import { pubsubSubscription } from './pubsub-subscription.js';
import { pubsub } from './pubsub.js';
import { register } from './register.js';
import { roster } from './roster.js';
import { rsm } from './rsm.js';
import { sasl2 } from './sasl2.js';
import { space } from './space.js';
import { stickers } from './stickers.js';
import { storage } from './storage.js';
import { stories } from './stories.js';
import { streamManagement } from './stream-management.js';
import { stream } from './stream.js';
import { tune } from './tune.js';
import { upload } from './upload.js';
import { vcard } from './vcard.js';
import { vcard4 } from './vcard4.js';
import { version } from './version.js';
import { xhtml } from './xhtml.js';
import type { RoundTrip } from './round-trip.js';

export type { RoundTrip };
export { withoutBuilder } from './without-builder.js';

/** The rows of each room. */
export const roundTrips: Readonly<Record<string, readonly RoundTrip[]>> = {
  activity,
  avatar,
  banner,
  bind2,
  blocking,
  bob,
  bookmark,
  bookmark2,
  caps,
  confirm,
  core,
  'data-forms': dataForms,
  disco,
  doap,
  'entity-time': entityTime,
  envelope,
  'extended-channel-search': extendedChannelSearch,
  'external-services': externalServices,
  fast,
  'file-sharing': fileSharing,
  invite,
  'iq-gateway': iqGateway,
  jingle,
  'last-activity': lastActivity,
  location,
  mam,
  mds,
  message: [...message, ...messages],
  microblog,
  mood,
  muc: [...muc, ...mucInvitations],
  muji,
  nickname,
  'occupant-id': occupantId,
  omemo,
  presence,
  'pubsub-subscription': pubsubSubscription,
  pubsub,
  register,
  roster,
  rsm,
  sasl2,
  space,
  stickers,
  storage,
  stories,
  'stream-management': streamManagement,
  stream,
  tune,
  upload,
  vcard,
  vcard4,
  version,
  xhtml,
};
