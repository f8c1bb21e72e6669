import { NS_OCCUPANT_ID, type Occupant } from '@xec/stanza';
import type { HandlerContext } from '../core/index.js';
import { featuresOf } from './room-facts.js';

/** The occupant without an id that the room does not announce: there the occupant wrote it (XEP-0421 section 4). */
export function withTrustedId(occupant: Occupant, ctx: Pick<HandlerContext, 'fact'>): Occupant {
  if (occupant.occupantId === undefined) return occupant;
  if (featuresOf(ctx, occupant.room)?.includes(NS_OCCUPANT_ID) === true) return occupant;
  const { occupantId: _claimed, ...rest } = occupant;
  return rest;
}
