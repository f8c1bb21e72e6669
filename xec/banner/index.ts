import { NS_BANNER, bannerElement, readBanner } from '@xec/stanza';
import { avatarMetadataSchema } from '../avatar/index.js';
import { feature } from '../core/index.js';
import { pepNode } from '../pubsub/index.js';
import { packets } from './packets.js';

const node = pepNode({
  name: 'BannerMetadata',
  publish: 'Banner/Set',
  retract: 'Banner/Retract',
  get: 'Banner/Get',
  node: NS_BANNER,
  content: avatarMetadataSchema,
  read: readBanner,
  write: bannerElement,
});

/** Publishes the own banner, which is at its `url`. Answers with `banner_set_handle`. */
export const SetBanner = node.Publish;
/** Takes it away. Answers with `banner_retract_handle`. */
export const RetractBanner = node.Retract;
/** Asks for somebody's. Answers with `banner_get_handle`. */
export const GetBanner = node.Get;
/** Hears of banners: `bannermetadata`. */
export const BannerPublished = node.Event;

/** Banners as Movim has them: publishes the own one, and hears of those whose presence we see. */
export const banner = feature({
  name: 'banner',
  namespaces: [`${NS_BANNER}+notify`],
  packets,
  actions: [SetBanner, RetractBanner, GetBanner],
  payloads: [BannerPublished],
});
