/**
 * A description of Jingle RTP as lines of SDP; the other way of `read-rtp.ts`.
 */
import { MalformedStanza } from '../../core/index.js';
import type { WithFeedback } from '../feedback.js';
import type { RtpParameter } from '../parameter.js';
import type { JingleParty } from '../rtp-info.js';
import type { RtpDescription, RtpPayload } from '../rtp.js';
import type { RtpSource, RtpSourceParameter } from '../sources.js';
import { directionOf } from './direction.js';
import { word } from './lines.js';

/** The formats of the `m=` line. */
export function formatsOf({ media, payloads }: RtpDescription): string {
  if (payloads.length === 0) throw new MalformedStanza(`expected payload types of ${media}`);
  return payloads.map(({ id }) => id).join(' ');
}

/** "The presence of any of these elements … means that the RTP/AVPF profile should be used". */
export const hasFeedback = (description: RtpDescription): boolean =>
  [description, ...description.payloads].some(
    ({ feedback, feedbackIntervalMs }) => feedback.length > 0 || feedbackIntervalMs !== undefined,
  );

/** `b=`, which stands before all attributes. */
export const bandwidthLines = ({ bandwidth }: RtpDescription): string[] =>
  bandwidth === undefined
    ? []
    : [`b=${word(bandwidth.type, 'a type of bandwidth')}:${bandwidth.value}`];

/** The attributes of a section. */
export const rtpLines = (description: RtpDescription, by: JingleParty): string[] => [
  ...(description.categories.length > 0 ? [`a=content:${description.categories.join(',')}`] : []),
  ...(description.extmapAllowMixed ? ['a=extmap-allow-mixed'] : []),
  ...description.headerExtensions.map(({ id, uri, senders, parameters }) => {
    const direction =
      senders === undefined || senders === 'both' ? '' : `/${directionOf(senders, by)}`;
    const more = parameters.map((each) => ` ${word(pair(each), 'an attribute of an extension')}`);
    return `a=extmap:${id}${direction} ${word(uri, 'a URI')}${more.join('')}`;
  }),
  ...msidLines(description.sources),
  ...(description.rtcpMux ? ['a=rtcp-mux'] : []),
  ...feedbackLines('*', description),
  ...description.payloads.flatMap(payloadLines),
  ...timeLines(description.payloads, 'ptime'),
  ...timeLines(description.payloads, 'maxptime'),
  ...description.sourceGroups.map(
    ({ semantics, sources }) =>
      `a=ssrc-group:${[word(semantics, 'semantics'), ...sources].join(' ')}`,
  ),
  ...description.sources.flatMap(({ ssrc, parameters }) =>
    parameters.map((each) => `a=ssrc:${ssrc} ${sourceAttribute(each)}`),
  ),
];

function payloadLines(payload: RtpPayload): string[] {
  const { id, name, clockrate, channels, parameters } = payload;
  const map = [name, clockrate, channels].filter((each) => each !== undefined);
  const isWhole = name !== undefined && clockrate !== undefined;
  return [
    ...(isWhole ? [`a=rtpmap:${id} ${word(map.join('/'), 'a codec')}`] : []),
    ...feedbackLines(String(id), payload),
    ...(parameters.length > 0 ? [`a=fmtp:${id} ${parameters.map(pair).join(';')}`] : []),
  ];
}

const feedbackLines = (
  format: string,
  { feedback, feedbackIntervalMs }: WithFeedback,
): string[] => [
  ...feedback.map(({ type, subtype, parameters }) => {
    const words = [type, ...(subtype === undefined ? [] : [subtype]), ...parameters.map(pair)];
    return `a=rtcp-fb:${format} ${words.map((each) => word(each, 'feedback')).join(' ')}`;
  }),
  ...(feedbackIntervalMs === undefined
    ? []
    : [`a=rtcp-fb:${format} trr-int ${feedbackIntervalMs}`]),
];

/** Other clients give what is no pair as a value without a name. */
const pair = ({ name, value }: RtpParameter): string =>
  [name, value].filter((each) => each !== '').join('=');

/** In SDP it is said once for all payload types. */
function timeLines(payloads: readonly RtpPayload[], field: 'ptime' | 'maxptime'): string[] {
  const value = payloads.find((payload) => payload[field] !== undefined)?.[field];
  return value === undefined ? [] : [`a=${field}:${value}`];
}

/** The stream and track of a section, where its sources agree on them. */
function msidLines(sources: readonly RtpSource[]): string[] {
  const msids = new Set(
    sources.map(({ parameters }) => parameters.find(({ name }) => name === 'msid')?.value),
  );
  const [msid] = msids;
  return msids.size === 1 && msid !== undefined ? [`a=msid:${msid}`] : [];
}

const sourceAttribute = ({ name, value }: RtpSourceParameter): string =>
  value === undefined ? word(name, 'an attribute') : `${word(name, 'an attribute')}:${value}`;
