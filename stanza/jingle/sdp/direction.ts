import type { JingleParty } from '../rtp-info.js';
import type { JingleSenders } from '../content.js';

/** Directions of SDP, as the one who describes sees them. */
export const directions = ['sendrecv', 'sendonly', 'recvonly', 'inactive'] as const;
export type Direction = (typeof directions)[number];

/** Who of the two sends, where `by` describes (XEP-0166 section 7.3). */
export function sendersOf(direction: string, by: JingleParty): JingleSenders {
  if (direction === 'inactive') return 'none';
  if (direction === 'sendonly') return by;
  if (direction === 'recvonly') return by === 'initiator' ? 'responder' : 'initiator';
  return 'both';
}

/** The direction that `by` sees. */
export function directionOf(senders: JingleSenders | undefined, by: JingleParty): Direction {
  if (senders === undefined || senders === 'both') return 'sendrecv';
  if (senders === 'none') return 'inactive';
  return senders === by ? 'sendonly' : 'recvonly';
}
