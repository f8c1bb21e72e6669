/**
 * Contents of Jingle: RTP over ICE, and applications and transports that are none of ours.
 */
import fc from 'fast-check';
import {
  contentCategories,
  dtlsSetups,
  extensionSenders,
  iceCandidateTypes,
  jingleParties,
  jingleSenders,
  xml,
  type DtlsFingerprint,
  type IceCandidate,
  type IceRemoteCandidate,
  type IceUdpTransport,
  type JingleContent,
  type JingleDescription,
  type JingleTransport,
  type OtherJinglePart,
  type RtcpFeedback,
  type RtpBandwidth,
  type RtpDescription,
  type RtpHeaderExtension,
  type RtpParameter,
  type RtpPayload,
  type RtpSource,
  type RtpSourceGroup,
  type RtpSourceParameter,
  type SctpMap,
} from '../../index.js';
import { count, printed, shape, some, text, token, yes } from './arbitraries.js';

const whole = fc.integer({ min: 0, max: 0xffffffff });
const port = count(65_535);

const parameter = shape<RtpParameter>({ name: text, value: text }, {});
const feedback = some(
  shape<RtcpFeedback>({ type: text, parameters: some(parameter) }, { subtype: text }),
);
const payload = shape<RtpPayload>(
  { id: count(127), parameters: some(parameter), feedback },
  {
    ...{ name: text, clockrate: whole, channels: count(255) },
    ...{ ptime: whole, maxptime: whole, feedbackIntervalMs: whole },
  },
);
const source = shape<RtpSource>(
  { ssrc: whole, parameters: some(shape<RtpSourceParameter>({ name: text }, { value: text })) },
  {},
);
const headerExtension = shape<RtpHeaderExtension>(
  { id: count(4351), uri: text, parameters: some(parameter) },
  { senders: fc.constantFrom(...extensionSenders) },
);

const rtp = shape<RtpDescription>(
  {
    ...{ kind: fc.constant('rtp'), media: text, payloads: some(payload), feedback },
    headerExtensions: some(headerExtension),
    sources: some(source),
    sourceGroups: some(shape<RtpSourceGroup>({ semantics: text, sources: some(whole) }, {})),
    categories: fc.uniqueArray(fc.constantFrom(...contentCategories)),
  },
  {
    ...{ ssrc: whole, rtcpMux: yes, extmapAllowMixed: yes, feedbackIntervalMs: whole },
    bandwidth: shape<RtpBandwidth>({ type: text, value: text }, {}),
  },
);

const other = (name: 'description' | 'transport'): fc.Arbitrary<OtherJinglePart> =>
  fc.tuple(fc.constantFrom('urn:x', 'urn:y?a&b'), text).map(([xmlns, said]) => ({
    ...{ kind: 'other', xmlns },
    xml: printed(xml(name, { xmlns }, xml('a', { b: said }, said))),
  }));

export const description: fc.Arbitrary<JingleDescription> = fc.oneof(
  { weight: 4, arbitrary: rtp },
  { weight: 1, arbitrary: other('description') },
);

const candidate = shape<IceCandidate>(
  {
    ...{ component: count(256), foundation: text, generation: count(255), id: text, ip: text },
    ...{ port, priority: whole, protocol: text, type: fc.constantFrom(...iceCandidateTypes) },
  },
  { network: whole, tcpType: text, relAddr: text, relPort: port },
);
const remoteCandidate = shape<IceRemoteCandidate>({ component: count(256), ip: text, port }, {});

const ice = shape<IceUdpTransport>(
  {
    ...{ kind: fc.constant('ice-udp'), candidates: some(candidate) },
    remoteCandidates: some(remoteCandidate),
    fingerprints: some(
      shape<DtlsFingerprint>(
        { hash: text, value: token },
        { setup: fc.constantFrom(...dtlsSetups) },
      ),
    ),
  },
  {
    ...{ ufrag: text, pwd: text },
    sctp: shape<SctpMap>({ port, protocol: text }, { streams: port }),
  },
);

const transport: fc.Arbitrary<JingleTransport> = fc.oneof(
  { weight: 4, arbitrary: ice },
  { weight: 1, arbitrary: other('transport') },
);

export const content = shape<JingleContent>(
  { creator: fc.constantFrom(...jingleParties), name: text },
  {
    ...{ senders: fc.constantFrom(...jingleSenders), disposition: text },
    ...{ description, transport },
  },
);
