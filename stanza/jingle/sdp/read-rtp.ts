/**
 * What a section of SDP says of audio or video, as a description of Jingle RTP: the mappings of
 * XEP-0167 section 6, and of XEP-0293, XEP-0294, XEP-0339 and XEP-0507.
 */
import { isContentCategory } from '../category.js';
import type { RtcpFeedback, WithFeedback } from '../feedback.js';
import type { RtpHeaderExtension } from '../header-extensions.js';
import type { RtpParameter } from '../parameter.js';
import type { JingleParty } from '../rtp-info.js';
import type { RtpBandwidth, RtpDescription, RtpPayload } from '../rtp.js';
import type { RtpSource, RtpSourceGroup, RtpSourceParameter } from '../sources.js';
import { sendersOf } from './direction.js';
import { attribute, attributes, cutFirst, hasFlag, type SdpSection } from './lines.js';

export function readRtpSection(
  { media, formats, lines }: SdpSection,
  session: readonly string[],
  by: JingleParty,
): RtpDescription {
  const bandwidth = readBandwidth(lines);
  const isMixed = hasFlag(lines, 'extmap-allow-mixed') || hasFlag(session, 'extmap-allow-mixed');
  return {
    kind: 'rtp',
    media,
    payloads: formats.flatMap((format) => readPayload(format, lines)),
    ...(hasFlag(lines, 'rtcp-mux') && { rtcpMux: true }),
    ...(bandwidth !== undefined && { bandwidth }),
    ...readFeedbackOf('*', lines),
    headerExtensions: attributes(lines, 'extmap').flatMap((text) => readExtension(text, by)),
    ...(isMixed && { extmapAllowMixed: true }),
    sources: readSsrcs(lines),
    sourceGroups: attributes(lines, 'ssrc-group').map(readGroup),
    categories: (attribute(lines, 'content') ?? '').split(',').filter(isContentCategory),
  };
}

function readPayload(format: string, lines: readonly string[]): RtpPayload[] {
  if (!/^\d{1,3}$/.test(format)) return [];
  const of = (name: string): string | undefined =>
    attributes(lines, name)
      .map(cutFirst)
      .find(([id]) => id === format)?.[1];
  const [name, clockrate, channels] = (of('rtpmap') ?? '').split('/');
  const ptime = attribute(lines, 'ptime');
  const maxptime = attribute(lines, 'maxptime');
  return [
    {
      id: Number(format),
      ...(name !== undefined && name !== '' && { name }),
      ...(clockrate !== undefined && { clockrate: Number(clockrate) }),
      ...(channels !== undefined && { channels: Number(channels) }),
      ...(ptime !== undefined && { ptime: Number(ptime) }),
      ...(maxptime !== undefined && { maxptime: Number(maxptime) }),
      parameters: readFormatParameters(of('fmtp') ?? ''),
      ...readFeedbackOf(format, lines),
    },
  ];
}

/** `a=b; c=d`, or something else, which is a name without a value. */
const readFormatParameters = (text: string): RtpParameter[] =>
  text
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map(readParameter);

function readParameter(text: string): RtpParameter {
  const at = text.indexOf('=');
  return at < 1
    ? { name: text, value: '' }
    : { name: text.slice(0, at), value: text.slice(at + 1) };
}

function readFeedbackOf(format: string, lines: readonly string[]): WithFeedback {
  const all = attributes(lines, 'rtcp-fb')
    .map(cutFirst)
    .filter(([id]) => id === format)
    .map(([, said]) => said.split(/ +/));
  const interval = all.find(([type]) => type === 'trr-int')?.[1];
  return {
    feedback: all.filter(([type]) => type !== 'trr-int' && type !== '').map(toFeedback),
    ...(interval !== undefined && { feedbackIntervalMs: Number(interval) }),
  };
}

const toFeedback = ([type = '', subtype, ...rest]: readonly string[]): RtcpFeedback => ({
  type,
  ...(subtype !== undefined && { subtype }),
  parameters: rest.map(readParameter),
});

function readExtension(text: string, by: JingleParty): RtpHeaderExtension[] {
  const [head, rest] = cutFirst(text);
  const [uri, more] = cutFirst(rest);
  const [id = '', direction] = head.split('/');
  // The example in section 5 of XEP-0294 has it the other way round; its section 3 says that this is
  // the "party [that] is allowed to send".
  const senders = direction === undefined ? 'both' : sendersOf(direction, by);
  if (uri === '' || senders === 'none') return []; // an inactive one has no mapping
  return [
    {
      id: Number(id),
      uri,
      ...(senders !== 'both' && { senders }),
      parameters: more.split(/ +/).filter(Boolean).map(readParameter),
    },
  ];
}

/**
 * The sources of a section. `a=msid`, which has no element, belongs to each of them: that is how it
 * was written before it had a line of its own, and how XEP-0339 has it.
 */
function readSsrcs(lines: readonly string[]): RtpSource[] {
  const msid = attribute(lines, 'msid');
  const sources = new Map<number, RtpSourceParameter[]>();
  for (const text of attributes(lines, 'ssrc')) {
    const [ssrc, said] = cutFirst(text);
    const colon = said.indexOf(':');
    const parameter =
      colon < 0 ? { name: said } : { name: said.slice(0, colon), value: said.slice(colon + 1) };
    const parameters = sources.get(Number(ssrc)) ?? [];
    if (said !== '') parameters.push(parameter);
    sources.set(Number(ssrc), parameters);
  }
  return [...sources].map(([ssrc, parameters]) => {
    const hasMsid = msid === undefined || parameters.some(({ name }) => name === 'msid');
    return {
      ssrc,
      parameters: hasMsid ? parameters : [...parameters, { name: 'msid', value: msid }],
    };
  });
}

function readGroup(text: string): RtpSourceGroup {
  const [semantics, rest] = cutFirst(text);
  return { semantics, sources: rest.split(/ +/).filter(Boolean).map(Number) };
}

function readBandwidth(lines: readonly string[]): RtpBandwidth | undefined {
  const match = /^b=([^:]+):(.*)$/.exec(lines.find((line) => line.startsWith('b=')) ?? '');
  return match === null ? undefined : { type: match[1] ?? '', value: match[2] ?? '' };
}
