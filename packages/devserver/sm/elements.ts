/**
 * XEP-0198: Stream Management, version 1.6.3 (2025-07-28): the elements, as a server sends them.
 * https://xmpp.org/extensions/xep-0198.html
 */
import { xml, type StanzaErrorCondition, type XmlElement } from '@xec/stanza';

export const NS_SM = 'urn:xmpp:sm:3';
const NS_STANZAS = 'urn:ietf:params:xml:ns:xmpp-stanzas';

/** The stream feature. */
export const smFeature = (): XmlElement => xml('sm', { xmlns: NS_SM });

export interface Enabled {
  /** Absent where the stream cannot be resumed. */
  readonly id?: string | undefined;
  /** How long it can be resumed, rounded up to seconds on the wire. */
  readonly resumeMs: number;
  readonly location?: string | undefined;
}

/** Section 3: `id`, `resume`, `max` and `location` only where the stream can be resumed. */
export const enabled = ({ id, resumeMs, location }: Enabled): XmlElement =>
  id === undefined
    ? xml('enabled', { xmlns: NS_SM })
    : xml('enabled', {
        xmlns: NS_SM,
        id,
        resume: 'true',
        max: String(Math.ceil(resumeMs / 1000)),
        location,
      });

/** Section 5; with `h` where the server still knows how much it handled. */
export const failed = (condition: StanzaErrorCondition, h?: number): XmlElement =>
  xml(
    'failed',
    { xmlns: NS_SM, h: h === undefined ? undefined : String(h) },
    xml(condition, { xmlns: NS_STANZAS }),
  );

export const resumed = (previd: string, h: number): XmlElement =>
  xml('resumed', { xmlns: NS_SM, previd, h: String(h) });

/** Asks what the client handled (section 4). */
export const ackRequest = (): XmlElement => xml('r', { xmlns: NS_SM });

/** Says what the server handled (section 4). */
export const ack = (h: number): XmlElement => xml('a', { xmlns: NS_SM, h: String(h) });

/** The application-specific part of the stream error of section 6. */
export const handledCountTooHigh = (h: number, sendCount: number): XmlElement =>
  xml('handled-count-too-high', { xmlns: NS_SM, h: String(h), 'send-count': String(sendCount) });
