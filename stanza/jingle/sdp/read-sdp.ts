/**
 * SDP to Jingle (RFC 8829 descriptions of browsers; XEP-0167 section 6, XEP-0176, XEP-0320, XEP-0338,
 * XEP-0343).
 */
import type { JingleContent } from '../content.js';
import type { SctpMap } from '../data-channel.js';
import { dtlsSetups, type DtlsFingerprint } from '../dtls.js';
import type { JingleGroup } from '../grouping.js';
import type { IceCandidate, IceUdpTransport } from '../ice.js';
import type { JingleParty } from '../rtp-info.js';
import { readCandidateLine } from './candidate.js';
import { directions, sendersOf } from './direction.js';
import { attribute, attributes, cutFirst, cutSdp, hasFlag, type SdpSection } from './lines.js';
import { readRtpSection } from './read-rtp.js';

/** What of a session a description holds: parts of a `<jingle/>`. */
export interface DescribedContents {
  readonly contents: readonly JingleContent[];
  readonly groups: readonly JingleGroup[];
}

export interface ReadSdpOptions {
  /** Whose description it is. */
  readonly by: JingleParty;
  /** Who described which content first, by name; the initiator where nothing is said. */
  readonly creators?: ReadonlyMap<string, JingleParty>;
}

/**
 * Reads a session description as contents and groups.
 *
 * A content's name is the section's `a=mid`, or its place where there is none. Sections that are
 * refused are left out: in an answer their contents are not accepted. A content for data channels
 * has a transport and no description: XEP-0343 leaves that to the application.
 *
 * @throws SyntaxError for what is no description: it is of our own making
 */
export function readSdp(sdp: string, options: ReadSdpOptions): DescribedContents {
  const { session, sections } = cutSdp(sdp);
  const contents = sections.flatMap((section, at): JingleContent[] => {
    if (isRefused(section)) return [];
    return [readContent(section, session, nameOf(section, at), options)];
  });
  return { contents, groups: attributes(session, 'group').map(readGroup) };
}

/** "A port of zero" (RFC 3264 section 6), unless it is only there for a bundle. */
const isRefused = ({ port, lines }: SdpSection): boolean =>
  port === 0 && !hasFlag(lines, 'bundle-only');

export const nameOf = ({ lines }: SdpSection, at: number): string =>
  attribute(lines, 'mid') ?? String(at);

function readContent(
  section: SdpSection,
  session: readonly string[],
  name: string,
  { by, creators }: ReadSdpOptions,
): JingleContent {
  const isData = section.media === 'application';
  const direction = directions.find(
    (each) => hasFlag(section.lines, each) || hasFlag(session, each),
  );
  const senders = sendersOf(isData ? 'sendrecv' : (direction ?? 'sendrecv'), by);
  return {
    creator: creators?.get(name) ?? 'initiator',
    name,
    ...(senders !== 'both' && { senders }),
    ...(!isData && { description: readRtpSection(section, session, by) }),
    transport: readTransport(section, session),
  };
}

function readTransport(section: SdpSection, session: readonly string[]): IceUdpTransport {
  const { lines } = section;
  const sctp = readSctp(section);
  return {
    kind: 'ice-udp',
    ...readCredentials(lines, session),
    candidates: attributes(lines, 'candidate').flatMap((line) => readCandidateLine(line) ?? []),
    remoteCandidates: [],
    fingerprints: readFingerprints(lines, session),
    ...(sctp !== undefined && { sctp }),
  };
}

function readCredentials(
  lines: readonly string[],
  session: readonly string[],
): Pick<IceUdpTransport, 'ufrag' | 'pwd'> {
  const ufrag = attribute(lines, 'ice-ufrag') ?? attribute(session, 'ice-ufrag');
  const pwd = attribute(lines, 'ice-pwd') ?? attribute(session, 'ice-pwd');
  return { ...(ufrag !== undefined && { ufrag }), ...(pwd !== undefined && { pwd }) };
}

/** Firefox says it once for all sections. */
function readFingerprints(lines: readonly string[], session: readonly string[]): DtlsFingerprint[] {
  const own = attributes(lines, 'fingerprint');
  const said = attribute(lines, 'setup') ?? attribute(session, 'setup');
  const setup = dtlsSetups.find((each) => each === said);
  return (own.length > 0 ? own : attributes(session, 'fingerprint')).map((text) => {
    const [hash, value] = cutFirst(text);
    return { hash, value, ...(setup !== undefined && { setup }) };
  });
}

/** As RFC 8841 has it, or as browsers wrote it before. */
function readSctp({ media, formats, lines }: SdpSection): SctpMap | undefined {
  if (media !== 'application') return undefined;
  const port = attribute(lines, 'sctp-port');
  if (port !== undefined) return { port: Number(port), protocol: formats[0] ?? '' };
  const [old, protocol, streams] = (attribute(lines, 'sctpmap') ?? '').split(/ +/);
  if (old === undefined || protocol === undefined) return undefined;
  return {
    port: Number(old),
    protocol,
    ...(streams !== undefined && { streams: Number(streams) }),
  };
}

function readGroup(text: string): JingleGroup {
  const [semantics, rest] = cutFirst(text);
  return { semantics, contents: rest.split(/ +/).filter(Boolean) };
}

/** A candidate as browsers give it: an `RTCIceCandidate` as JSON. */
export interface SdpCandidate {
  readonly candidate: string;
  readonly sdpMid?: string | null;
  readonly sdpMLineIndex?: number | null;
}

/**
 * Candidates that were found later, as the contents of a `transport-info` (XEP-0176 section 5.6).
 *
 * @param sdp the description that they belong to: its user fragment and password go with them
 * @returns one content for each section that has some; none where `candidates` only say that no more
 * will come
 */
export function readSdpCandidates(
  candidates: readonly SdpCandidate[],
  sdp: string,
  options: Pick<ReadSdpOptions, 'creators'> = {},
): JingleContent[] {
  const { session, sections } = cutSdp(sdp);
  return sections.flatMap((section, at): JingleContent[] => {
    const name = nameOf(section, at);
    const own = candidates
      .filter(({ sdpMid, sdpMLineIndex }) =>
        typeof sdpMid === 'string' ? sdpMid === name : (sdpMLineIndex ?? 0) === at,
      )
      .flatMap(({ candidate }): IceCandidate[] => {
        const read = readCandidateLine(candidate);
        return read === undefined ? [] : [read];
      });
    if (own.length === 0) return [];
    const transport: IceUdpTransport = {
      kind: 'ice-udp',
      ...readCredentials(section.lines, session),
      candidates: own,
      remoteCandidates: [],
      fingerprints: [],
    };
    return [{ creator: options.creators?.get(name) ?? 'initiator', name, transport }];
  });
}
