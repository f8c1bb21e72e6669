import type { Muji } from '@xec/stanza';
import * as v from 'valibot';
import { bareJid } from '../core/index.js';
import { jingleContentSchema } from '../jingle/index.js';

/** What somebody brings to a conference; see `Muji` in @xec/stanza. */
export const mujiContent = {
  isPreparing: v.exactOptional(v.literal(true)),
  contents: v.pipe(v.array(jingleContentSchema), v.readonly()),
} satisfies Record<keyof Muji, v.GenericSchema>;

export const mujiParams = v.object({ room: bareJid, ...mujiContent });
export type MujiParams = v.InferOutput<typeof mujiParams>;
