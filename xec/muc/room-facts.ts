/**
 * What a session remembers of rooms: those it is in, and what others announce that it asked.
 *
 * Who else is in them is not remembered: occupants come and go by the thousand, and packets tell them.
 */
import { mucStatus, type Occupant } from '@xec/stanza';
import * as v from 'valibot';
import type { FactKinds, HandlerContext } from '../core/index.js';

declare module '../core/facts.js' {
  interface FactMap {
    /** What rooms announce that are not joined yet, by bare JID; the last ones asked. */
    roomFeatures: { readonly features: readonly string[] };
  }
}

export const facts = {
  roomFeatures: {
    schema: v.object({ features: v.pipe(v.array(v.string()), v.readonly()) }),
    bound: 'muc.asked',
  },
} as const satisfies FactKinds;

/** Longer names of features are none that we know. */
const MAX_LENGTH = 256;

type Context = Pick<HandlerContext, 'bound' | 'fact' | 'facts' | 'learn'>;

/** Remembers what a room announces: it decides whether its ids count (XEP-0359, XEP-0421). */
export function learnFeatures(ctx: Context, room: string, all: readonly string[]): void {
  const features = all
    .filter(({ length }) => length <= MAX_LENGTH)
    .slice(0, ctx.bound('muc.features'));
  const joined = ctx.fact('room', room);
  if (joined !== undefined) {
    ctx.learn('room', room, { ...joined, features });
    return;
  }
  const asked = [...ctx.facts('roomFeatures').keys()].filter((key) => key !== room);
  const others = ctx.bound('muc.asked') - 1;
  for (const key of asked.slice(0, Math.max(asked.length - others, 0))) {
    ctx.learn('roomFeatures', key, undefined);
  }
  ctx.learn('roomFeatures', room, { features });
}

/** What `room` announces, as far as it was asked. */
export const featuresOf = (ctx: Pick<Context, 'fact'>, room: string) =>
  ctx.fact('room', room)?.features ?? ctx.fact('roomFeatures', room)?.features;

/** Remembers that we are in a room, and under which nickname. */
export function enter(ctx: Context, room: string, nick: string): void {
  const features = featuresOf(ctx, room);
  ctx.learn('room', room, { nick, ...(features !== undefined && { features }) });
  if (ctx.fact('roomFeatures', room) !== undefined) ctx.learn('roomFeatures', room, undefined);
}

/** Forgets a room. */
export const leave = (ctx: Context, room: string): void => {
  ctx.learn('room', room, undefined);
};

/** Keeps up with what a joined room says of ourselves. */
export function follow(ctx: Context, occupant: Occupant): void {
  const { room, type, nick, newNick, codes } = occupant;
  const known = ctx.fact('room', room);
  if (known === undefined) return;
  if (type === 'available') {
    if (known.nick !== nick) ctx.learn('room', room, { ...known, nick });
  } else if (newNick !== undefined && codes.includes(mucStatus.newNick)) {
    ctx.learn('room', room, { ...known, nick: newNick });
  } else if (known.nick === nick) leave(ctx, room);
}
