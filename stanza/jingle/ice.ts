/**
 * XEP-0176: Jingle ICE-UDP Transport Method, version 1.1.1 (2021-03-04).
 * https://xmpp.org/extensions/xep-0176.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';
import {
  number,
  oneOf,
  readAttributes,
  required,
  text,
  writeAttributes,
} from '../core/attributes.js';
import { readSctpMap, sctpMapElement, type SctpMap } from './data-channel.js';
import { fingerprintElement, readFingerprints, type DtlsFingerprint } from './dtls.js';

export const NS_JINGLE_ICE_UDP = 'urn:xmpp:jingle:transports:ice-udp:1';

/** How a candidate was found: on this machine, by a check, by a relay, by a STUN server. */
export const iceCandidateTypes = ['host', 'prflx', 'relay', 'srflx'] as const;

/** An address at which the other side may be reached (section 5.3). A claim of whoever sends it. */
export interface IceCandidate {
  readonly component: number;
  readonly foundation: string;
  /** Rises when ICE starts anew. */
  readonly generation: number;
  readonly id: string;
  /** An address, or a name that multicast DNS knows. */
  readonly ip: string;
  readonly network?: number;
  readonly port: number;
  readonly priority: number;
  /** `udp`; `tcp` is of a later specification. */
  readonly protocol: string;
  /** Of `tcp`: `active`, `passive` or `so` (XEP-0371 section 4). */
  readonly tcpType?: string;
  readonly relAddr?: string;
  readonly relPort?: number;
  readonly type: (typeof iceCandidateTypes)[number];
}

/** `<remote-candidate/>`: the pair that media goes over now (section 5.8). */
export interface IceRemoteCandidate {
  readonly component: number;
  readonly ip: string;
  readonly port: number;
}

interface IceCredentials {
  /** Both stand wherever a candidate does. */
  readonly ufrag?: string;
  readonly pwd?: string;
}

/** `<transport/>` of ICE over UDP. */
export interface IceUdpTransport extends IceCredentials {
  readonly kind: 'ice-udp';
  readonly candidates: readonly IceCandidate[];
  readonly remoteCandidates: readonly IceRemoteCandidate[];
  readonly fingerprints: readonly DtlsFingerprint[];
  /** Channels of data are carried (XEP-0343). */
  readonly sctp?: SctpMap;
}

const credentialsTable = { ufrag: text('ufrag'), pwd: text('pwd') };
const candidateTable = {
  component: required(number('component', 256)),
  foundation: required(text('foundation')),
  generation: number('generation', 255),
  id: text('id'),
  ip: required(text('ip')),
  network: number('network'),
  port: required(number('port', 65535)),
  priority: required(number('priority')),
  protocol: required(text('protocol')),
  tcpType: text('tcptype'),
  relAddr: text('rel-addr'),
  relPort: number('rel-port', 65535),
  type: required(oneOf('type', iceCandidateTypes)),
};
const remoteTable = {
  component: required(number('component', 256)),
  ip: required(text('ip')),
  port: required(number('port', 65535)),
};

/** `<transport/>`. */
export const iceUdpTransportElement = (transport: IceUdpTransport): XmlElement =>
  xml(
    'transport',
    { xmlns: NS_JINGLE_ICE_UDP, ufrag: transport.ufrag, pwd: transport.pwd },
    transport.fingerprints.map(fingerprintElement),
    transport.sctp && sctpMapElement(transport.sctp),
    transport.candidates.map((each) =>
      xml('candidate', writeAttributes<IceCandidate>(each, candidateTable)),
    ),
    transport.remoteCandidates.map((each) =>
      xml('remote-candidate', writeAttributes<IceRemoteCandidate>(each, remoteTable)),
    ),
  );

/** Reads a `<transport/>` of ICE over UDP; candidates that lack what they need are left out. */
export function readIceUdpTransport(el: Element): IceUdpTransport | undefined {
  if (!el.is('transport', NS_JINGLE_ICE_UDP)) return undefined;
  const sctp = readSctpMap(el);
  return {
    kind: 'ice-udp',
    ...readAttributes<IceCredentials>(el, credentialsTable),
    candidates: el.getChildren('candidate', NS_JINGLE_ICE_UDP).flatMap(readCandidate),
    remoteCandidates: el
      .getChildren('remote-candidate', NS_JINGLE_ICE_UDP)
      .flatMap((child) => readAttributes<IceRemoteCandidate>(child, remoteTable) ?? []),
    fingerprints: readFingerprints(el),
    ...(sctp !== undefined && { sctp }),
  };
}

type OptionalAttributes = Omit<IceCandidate, 'generation' | 'id'> & Partial<IceCandidate>;

/** Generation and id are required, and are missing in what some clients send: nothing hangs on them. */
function readCandidate(el: Element): IceCandidate[] {
  const read = readAttributes<OptionalAttributes>(el, candidateTable);
  if (read === undefined) return [];
  return [{ ...read, generation: read.generation ?? 0, id: read.id ?? '' }];
}
