import { NS_OCCUPANT_ID, type Occupant } from '@xec/stanza';
import type { HandlerContext } from '../core/index.js';
import { featuresOf } from './room-facts.js';

/** The occupant without an id that the room does not announce: there the occupant wrote it (XEP-0421 section 4). */
export function withTrustedId(occupant: Occupant, ctx: Pick<HandlerContext, 'fact'>): Occupant {
  const { occupantId, ...rest } = occupant;
  if (occupantId === undefined) return occupant;
  return featuresOf(ctx, occupant.room)?.includes(NS_OCCUPANT_ID) === true ? occupant : rest;
}
