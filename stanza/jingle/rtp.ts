/**
 * XEP-0167: Jingle RTP Sessions, version 1.2.3 (2025-07-04).
 * https://xmpp.org/extensions/xep-0167.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';
import { number, readAttributes, required, text, writeAttributes } from '../core/attributes.js';
import { categoryElement, readCategories, type ContentCategory } from './category.js';
import { feedbackElements, readFeedback, type WithFeedback } from './feedback.js';
import {
  NS_JINGLE_RTP_HDREXT,
  headerExtensionElement,
  readHeaderExtensions,
  type RtpHeaderExtension,
} from './header-extensions.js';
import { parameterElement, readParameters, type RtpParameter } from './parameter.js';
import {
  readSourceGroups,
  readSources,
  sourceElement,
  sourceGroupElement,
  type RtpSource,
  type RtpSourceGroup,
} from './sources.js';

export const NS_JINGLE_RTP = 'urn:xmpp:jingle:apps:rtp:1';
/** What is announced by who can hear (section 10). */
export const NS_JINGLE_RTP_AUDIO = 'urn:xmpp:jingle:apps:rtp:audio';
/** What is announced by who can see. */
export const NS_JINGLE_RTP_VIDEO = 'urn:xmpp:jingle:apps:rtp:video';

interface PayloadAttributes {
  /** From 0 to 127; from 96 on what it means stands beside it. */
  readonly id: number;
  readonly name?: string;
  /** In hertz. */
  readonly clockrate?: number;
  /** One without it. */
  readonly channels?: number;
  /** Milliseconds of media in a packet. */
  readonly ptime?: number;
  readonly maxptime?: number;
}

/** A codec (section 4). */
export interface RtpPayload extends PayloadAttributes, WithFeedback {
  readonly parameters: readonly RtpParameter[];
}

/** How much bandwidth is allowed: `AS` is in kilobits a second. */
export interface RtpBandwidth {
  readonly type: string;
  readonly value: string;
}

/** `<description/>` of one stream of audio or video (section 4). */
export interface RtpDescription extends WithFeedback {
  readonly kind: 'rtp';
  /** `audio` or `video`. */
  readonly media: string;
  readonly ssrc?: number;
  /** The most wanted first. */
  readonly payloads: readonly RtpPayload[];
  /** Media and reports go over one port. */
  readonly rtcpMux?: true;
  readonly bandwidth?: RtpBandwidth;
  readonly headerExtensions: readonly RtpHeaderExtension[];
  /** Headers of one and of two bytes may be mixed. */
  readonly extmapAllowMixed?: true;
  readonly sources: readonly RtpSource[];
  readonly sourceGroups: readonly RtpSourceGroup[];
  readonly categories: readonly ContentCategory[];
}

const descriptionTable = { media: required(text('media')), ssrc: number('ssrc') };
const payloadTable = {
  id: required(number('id', 127)),
  name: text('name'),
  clockrate: number('clockrate'),
  channels: number('channels', 255),
  ptime: number('ptime'),
  maxptime: number('maxptime'),
};
const bandwidthTable = { type: required(text('type')) };

/** A description that says what kind of media it is, as a proposal does (XEP-0353 section 3.1). */
export const bareRtpDescription = (media: string): RtpDescription => ({
  kind: 'rtp',
  media,
  payloads: [],
  feedback: [],
  headerExtensions: [],
  sources: [],
  sourceGroups: [],
  categories: [],
});

/** `<description/>`. */
export const rtpDescriptionElement = (description: RtpDescription): XmlElement =>
  xml(
    'description',
    { xmlns: NS_JINGLE_RTP, media: description.media, ssrc: description.ssrc },
    description.payloads.map(payloadElement),
    description.rtcpMux && xml('rtcp-mux'),
    description.bandwidth &&
      xml('bandwidth', { type: description.bandwidth.type }, description.bandwidth.value),
    feedbackElements(description),
    description.headerExtensions.map(headerExtensionElement),
    description.extmapAllowMixed && xml('extmap-allow-mixed', { xmlns: NS_JINGLE_RTP_HDREXT }),
    description.sourceGroups.map(sourceGroupElement),
    description.sources.map(sourceElement),
    description.categories.map(categoryElement),
  );

const payloadElement = (payload: RtpPayload): XmlElement => {
  const { parameters, feedback: _, feedbackIntervalMs: _ms, ...attributes } = payload;
  return xml(
    'payload-type',
    writeAttributes<PayloadAttributes>(attributes, payloadTable),
    parameters.map((each) => parameterElement(each)),
    feedbackElements(payload),
  );
};

/** Reads a `<description/>` of RTP; `undefined` for one that names no media. */
export function readRtpDescription(el: Element): RtpDescription | undefined {
  if (!el.is('description', NS_JINGLE_RTP)) return undefined;
  const attributes = readAttributes<{ media: string; ssrc?: number }>(el, descriptionTable);
  if (attributes === undefined) return undefined;
  const bandwidth = readBandwidth(el);
  return {
    kind: 'rtp',
    ...attributes,
    payloads: el.getChildren('payload-type', NS_JINGLE_RTP).flatMap(readPayload),
    ...(el.getChild('rtcp-mux', NS_JINGLE_RTP) !== undefined && { rtcpMux: true }),
    ...(bandwidth !== undefined && { bandwidth }),
    ...readFeedback(el),
    headerExtensions: readHeaderExtensions(el),
    ...(el.getChild('extmap-allow-mixed', NS_JINGLE_RTP_HDREXT) !== undefined && {
      extmapAllowMixed: true,
    }),
    sources: readSources(el),
    sourceGroups: readSourceGroups(el),
    categories: readCategories(el),
  };
}

function readPayload(el: Element): RtpPayload[] {
  const attributes = readAttributes<PayloadAttributes>(el, payloadTable);
  if (attributes === undefined) return [];
  return [{ ...attributes, parameters: readParameters(el, NS_JINGLE_RTP), ...readFeedback(el) }];
}

function readBandwidth(el: Element): RtpBandwidth | undefined {
  const child = el.getChild('bandwidth', NS_JINGLE_RTP);
  const read = child && readAttributes<{ type: string }>(child, bandwidthTable);
  return child && read && { ...read, value: child.getText() };
}
