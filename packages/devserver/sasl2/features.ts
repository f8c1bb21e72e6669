/**
 * What is offered before a login: SASL, SASL2 and channel bindings.
 */
import {
  NS_CARBONS,
  bind2Feature,
  channelBindingsFeature,
  fastFeature,
  sasl2Feature,
  type XmlElement,
} from '@xec/stanza';
import type { FrameSocket } from '../frame-socket.js';
import type { Host } from '../host.js';
import { offerFor, tokenOffer } from '../sasl/offer.js';
import { NS_SM, smFeature } from '../sm/elements.js';
import { mechanisms as mechanismsFeature } from '../stream-elements.js';

/** The stream features of a connection on which nobody logged in. */
export function loginFeatures(host: Host, socket: FrameSocket): XmlElement[] {
  const { mechanisms, channelBindings } = offerFor(host, socket);
  return [
    mechanismsFeature(mechanisms),
    ...(host.sasl2 === undefined || mechanisms.length === 0
      ? []
      : [
          sasl2Feature({
            mechanisms,
            inline: inlineFeatures(host, socket),
            upgrades: host.sasl2.upgrades ?? [],
          }),
        ]),
    ...(channelBindings === undefined ? [] : [channelBindingsFeature(channelBindings)]),
  ];
}

function inlineFeatures(host: Host, socket: FrameSocket): XmlElement[] {
  const { managesStreams, sasl2 } = host;
  const tokens = tokenOffer(host, socket);
  return [
    ...(managesStreams ? [smFeature()] : []),
    ...(sasl2?.bind2 === false
      ? []
      : [bind2Feature({ features: [NS_CARBONS, ...(managesStreams ? [NS_SM] : [])] })]),
    ...(tokens.length === 0 ? [] : [fastFeature({ mechanisms: tokens, allowsEarlyData: false })]),
  ];
}
