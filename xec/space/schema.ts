import type { SpaceNode, SpaceRoom } from '@xec/stanza';
import * as v from 'valibot';
import { bareJid, jid } from '../core/index.js';

/** Where a space is: a node of a service. */
export const space = { to: jid, node: v.pipe(v.string(), v.nonEmpty()) };

const yes = v.exactOptional(v.literal(true));

/** A room of a space, as `readSpaceRoom` reads it. */
export const spaceRoomSchema = v.object({
  jid: bareJid,
  name: v.exactOptional(v.pipe(v.string(), v.nonEmpty())),
  autojoin: yes,
  isPinned: yes,
}) satisfies v.GenericSchema<SpaceRoom>;

/** A node that belongs to a space, as `readSpaceNode` reads it. */
export const spaceNodeSchema = v.object({
  id: v.string(),
  server: jid,
  node: v.string(),
}) satisfies v.GenericSchema<SpaceNode>;
