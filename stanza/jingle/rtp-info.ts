import { xml, type Element, type XmlElement } from '../core/index.js';
import { oneOf, readAttributes, text, writeAttributes } from '../core/attributes.js';

/** What the parties do (XEP-0167 section 7). */
export const NS_JINGLE_RTP_INFO = 'urn:xmpp:jingle:apps:rtp:info:1';

export const rtpInfoTypes = ['active', 'hold', 'mute', 'ringing', 'unhold', 'unmute'] as const;

/** Who described a content first. */
export const jingleParties = ['initiator', 'responder'] as const;
export type JingleParty = (typeof jingleParties)[number];

/** Mute and unmute may name one content; without a name they are about all. */
interface Muted {
  readonly creator?: JingleParty;
  readonly name?: string;
}

/** What a party says of its side of a call. */
export interface RtpInfo extends Muted {
  readonly type: (typeof rtpInfoTypes)[number];
}

const table = { creator: oneOf('creator', jingleParties), name: text('name') };

/** `<mute/>`, `<ringing/>` and the like. */
export const rtpInfoElement = ({ type, ...muted }: RtpInfo): XmlElement =>
  xml(type, { xmlns: NS_JINGLE_RTP_INFO, ...writeAttributes<Muted>(muted, table) });

/** Reads one of them; `undefined` for another element. */
export function readRtpInfo(el: Element): RtpInfo | undefined {
  const type = rtpInfoTypes.find((each) => el.is(each, NS_JINGLE_RTP_INFO));
  if (type === undefined) return undefined;
  const isMute = type === 'mute' || type === 'unmute';
  return { type, ...(isMute && readAttributes<Muted>(el, table)) };
}
