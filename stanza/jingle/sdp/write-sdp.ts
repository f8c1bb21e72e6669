/**
 * Jingle to SDP: a description that browsers take.
 */
import { MalformedStanza } from '../../core/index.js';
import type { JingleContent } from '../content.js';
import type { IceUdpTransport } from '../ice.js';
import type { JingleParty } from '../rtp-info.js';
import { candidateLine } from './candidate.js';
import { directionOf } from './direction.js';
import { cutSdp, joinSdp, word, type SdpSection } from './lines.js';
import { nameOf, type DescribedContents } from './read-sdp.js';
import { bandwidthLines, formatsOf, hasFeedback, rtpLines } from './write-rtp.js';

export interface WriteSdpOptions {
  /** Whose description it is: of a `session-initiate` the initiator's. */
  readonly by: JingleParty;
  /**
   * The description that it answers. Its sections keep their places, and those that `contents` lacks
   * are refused.
   */
  readonly offer?: string;
  /** Rises with each description of a session. Default 1. */
  readonly version?: number;
}

/**
 * Writes contents and groups as a session description. Contents that SDP has no words for, those of
 * other applications and transports, are left out.
 *
 * @throws MalformedStanza for a content that was not offered, and for what cannot be said in SDP; a
 * peer that puts a line break somewhere to have us read more than it may is refused so
 */
export function writeSdp(described: DescribedContents, options: WriteSdpOptions): string {
  const { by, offer, version = 1 } = options;
  const contents = described.contents.filter(isSayable);
  const sections =
    offer === undefined
      ? contents.map((content) => contentLines(content, by))
      : answerSections(contents, cutSdp(offer).sections, by);
  const names = contents.map(({ name }) => name);
  return joinSdp([
    'v=0',
    `o=- 1 ${version} IN IP4 127.0.0.1`,
    's=-',
    't=0 0',
    ...groupLines(described, names),
    ...sections.flat(),
  ]);
}

/** Groups of contents that are there: those that were refused leave theirs (RFC 9143 section 7.3). */
const groupLines = ({ groups }: DescribedContents, names: readonly string[]): string[] =>
  groups.flatMap(({ semantics, contents }) => {
    const there = contents.filter((name) => names.includes(name));
    return there.length === 0
      ? []
      : [`a=group:${[word(semantics, 'semantics'), ...there].join(' ')}`];
  });

function answerSections(
  contents: readonly Sayable[],
  offered: readonly SdpSection[],
  by: JingleParty,
): string[][] {
  const names = offered.map(nameOf);
  const stranger = contents.find(({ name }) => !names.includes(name));
  if (stranger !== undefined) {
    throw new MalformedStanza(`expected contents that were offered, got ${stranger.name}`);
  }
  return offered.map((section, at) => {
    const content = contents.find(({ name }) => name === names[at]);
    return content === undefined ? refusedLines(section, at) : contentLines(content, by);
  });
}

const refusedLines = (section: SdpSection, at: number): string[] => [
  `m=${section.media} 0 ${section.protocol} ${section.formats.join(' ')}`,
  'c=IN IP4 0.0.0.0',
  'a=inactive',
  `a=mid:${nameOf(section, at)}`,
];

type Sayable = JingleContent & { readonly transport: IceUdpTransport };

/** RTP, or data channels whatever they are for. */
const isSayable = (content: JingleContent): content is Sayable =>
  content.transport?.kind === 'ice-udp' &&
  (content.description?.kind === 'rtp' || content.transport.sctp !== undefined);

function contentLines({ name, senders, description, transport }: Sayable, by: JingleParty) {
  const isRtp = description?.kind === 'rtp';
  return [
    mediaLine(description, transport),
    'c=IN IP4 0.0.0.0',
    ...(isRtp ? bandwidthLines(description) : []),
    ...(isRtp ? ['a=rtcp:9 IN IP4 0.0.0.0'] : []),
    ...transportLines(transport),
    `a=mid:${word(name, 'the name of a content')}`,
    ...(isRtp ? [`a=${directionOf(senders, by)}`, ...rtpLines(description, by)] : []),
    ...(!isRtp && transport.sctp ? [`a=sctp-port:${transport.sctp.port}`] : []),
  ];
}

function mediaLine(
  description: JingleContent['description'],
  { fingerprints, sctp }: IceUdpTransport,
): string {
  if (description?.kind !== 'rtp') {
    return `m=application 9 UDP/DTLS/SCTP ${word(sctp?.protocol ?? '', 'a protocol over SCTP')}`;
  }
  const plain = hasFeedback(description) ? 'RTP/AVPF' : 'RTP/AVP';
  const profile = fingerprints.length > 0 ? 'UDP/TLS/RTP/SAVPF' : plain;
  return `m=${word(description.media, 'a kind of media')} 9 ${profile} ${formatsOf(description)}`;
}

const transportLines = ({ ufrag, pwd, candidates, fingerprints }: IceUdpTransport): string[] => {
  const setup = fingerprints.find((each) => each.setup !== undefined)?.setup;
  return [
    ...candidates.map((each) => `a=${candidateLine(each)}`),
    ...(ufrag === undefined ? [] : [`a=ice-ufrag:${word(ufrag, 'a user fragment')}`]),
    ...(pwd === undefined ? [] : [`a=ice-pwd:${word(pwd, 'a password of ICE')}`]),
    'a=ice-options:trickle',
    ...fingerprints.map(
      ({ hash, value }) =>
        `a=fingerprint:${word(hash, 'a hash function')} ${word(value, 'a fingerprint')}`,
    ),
    ...(setup === undefined ? [] : [`a=setup:${setup}`]),
  ];
};

/** A candidate as browsers take it: what makes an `RTCIceCandidate`. */
export interface WrittenCandidate {
  readonly candidate: string;
  readonly sdpMid: string;
  readonly usernameFragment?: string;
}

/**
 * The candidates of a `transport-info`.
 *
 * @throws MalformedStanza where a field of one holds what would be read as another one
 */
export const writeSdpCandidates = (contents: readonly JingleContent[]): WrittenCandidate[] =>
  contents.flatMap(({ name, transport }) => {
    if (transport?.kind !== 'ice-udp') return [];
    const { ufrag, candidates } = transport;
    return candidates.map((each) => ({
      candidate: candidateLine(each, ufrag),
      sdpMid: name,
      ...(ufrag !== undefined && { usernameFragment: ufrag }),
    }));
  });
