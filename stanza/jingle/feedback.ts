/**
 * XEP-0293: Jingle RTP Feedback Negotiation, version 1.0.2 (2022-08-26).
 * https://xmpp.org/extensions/xep-0293.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';
import { number, readAttributes, required, text } from '../core/attributes.js';
import { parameterElement, readParameters, type RtpParameter } from './parameter.js';

export const NS_JINGLE_RTCP_FB = 'urn:xmpp:jingle:apps:rtp:rtcp-fb:0';

/** A kind of feedback that is sent or understood: `nack` with `pli`. */
export interface RtcpFeedback {
  readonly type: string;
  readonly subtype?: string;
  readonly parameters: readonly RtpParameter[];
}

/** What of feedback a description or a payload type may hold. */
export interface WithFeedback {
  readonly feedback: readonly RtcpFeedback[];
  /** The least time between two regular reports, in milliseconds. */
  readonly feedbackIntervalMs?: number;
}

const feedbackTable = { type: required(text('type')), subtype: text('subtype') };
const intervalTable = { value: required(number('value')) };

/** The elements that say it. */
export const feedbackElements = ({ feedback, feedbackIntervalMs }: WithFeedback): XmlElement[] => [
  ...feedback.map(({ type, subtype, parameters }) =>
    xml(
      'rtcp-fb',
      { xmlns: NS_JINGLE_RTCP_FB, type, subtype },
      parameters.map((each) => parameterElement(each)),
    ),
  ),
  ...(feedbackIntervalMs === undefined
    ? []
    : [xml('rtcp-fb-trr-int', { xmlns: NS_JINGLE_RTCP_FB, value: feedbackIntervalMs })]),
];

/** Reads what of feedback stands in `el`. */
export function readFeedback(el: Element): WithFeedback {
  const feedback = el.getChildren('rtcp-fb', NS_JINGLE_RTCP_FB).flatMap((child) => {
    const read = readAttributes<{ type: string; subtype?: string }>(child, feedbackTable);
    if (read === undefined) return [];
    return [{ ...read, parameters: readParameters(child, NS_JINGLE_RTCP_FB) }];
  });
  const interval = el.getChild('rtcp-fb-trr-int', NS_JINGLE_RTCP_FB);
  // "Default to 0" (section 3).
  const value = interval && (readAttributes(interval, intervalTable)?.value ?? 0);
  return { feedback, ...(value !== undefined && { feedbackIntervalMs: value }) };
}
