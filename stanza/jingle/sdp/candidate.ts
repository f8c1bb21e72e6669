/**
 * Candidates: the line of SDP (RFC 8839 section 5.1) and the element (XEP-0176 section 5.3).
 */
import { iceCandidateTypes, type IceCandidate } from '../ice.js';
import { word } from './lines.js';

/**
 * Reads a candidate, with or without the `candidate:` before it.
 *
 * Its id is made of what tells it apart: nothing here is random.
 *
 * @returns `undefined` for what is none, as for the empty text that ends the gathering.
 */
export function readCandidateLine(line: string): IceCandidate | undefined {
  const [foundation, component, protocol, priority, ip, port, typ, type, ...rest] = line
    .trim()
    .replace(/^(?:a=)?candidate:/, '')
    .split(/ +/);
  const known = iceCandidateTypes.find((each) => each === type);
  if (foundation === undefined || component === undefined || protocol === undefined) return;
  if (priority === undefined || ip === undefined || port === undefined) return;
  if (typ !== 'typ' || known === undefined) return undefined;
  const more = pairs(rest);
  const network = wholeNumber(more.get('network') ?? more.get('network-id'));
  const relPort = wholeNumber(more.get('rport'));
  const relAddr = more.get('raddr');
  const tcpType = more.get('tcptype');
  const generation = wholeNumber(more.get('generation')) ?? 0;
  return {
    component: Number(component),
    foundation,
    generation,
    id: [foundation, component, generation, protocol.toLowerCase(), ip, port].join('-'),
    ip,
    ...(network !== undefined && { network }),
    port: Number(port),
    priority: Number(priority),
    protocol: protocol.toLowerCase(),
    ...(tcpType !== undefined && { tcpType }),
    ...(relAddr !== undefined && { relAddr }),
    ...(relPort !== undefined && { relPort }),
    type: known,
  };
}

/** The name and value pairs behind a candidate. */
function pairs(words: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (let at = 0; at + 1 < words.length; at += 2) found.set(words[at] ?? '', words[at + 1] ?? '');
  return found;
}

const wholeNumber = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;

/**
 * `candidate:…`, without `a=`.
 *
 * @param ufrag whose it is: an end that began ICE anew knows by it which candidates are old
 * @throws MalformedStanza where a field holds what would be read as another one
 */
export function candidateLine(candidate: IceCandidate, ufrag?: string): string {
  const { foundation, component, protocol, priority, ip, port, type } = candidate;
  const fields = [foundation, component, protocol, priority, ip, port, 'typ', type];
  const more = {
    raddr: candidate.relAddr,
    rport: candidate.relPort,
    tcptype: candidate.tcpType,
    generation: candidate.generation,
    ufrag,
    network: candidate.network,
  };
  for (const [name, value] of Object.entries(more)) {
    if (value !== undefined) fields.push(name, value);
  }
  return `candidate:${fields.map((field) => word(field, 'a field of a candidate')).join(' ')}`;
}
