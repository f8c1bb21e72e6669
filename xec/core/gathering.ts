/**
 * Many requests that belong together, and what is to be done when the last answer is in: "get, then many
 * gets". Each of them holds its place in the gathering as long as it waits, so it does not matter how one
 * ends, in which order, and in which process.
 */
import * as v from 'valibot';
import type { HandlerContext } from './dispatch/context.js';
import type { HeldFact } from './facts.js';

declare module './facts.js' {
  interface FactMap {
    /** Requests of gatherings that wait for their answer, by gathering and member. */
    gathering: { readonly name: string };
  }
}

/** Which gathering a request is of, and what tells it from the others in it. */
export const gatheringSchema = v.object({
  /** Unique: the id of the request that began it. */
  name: v.pipe(v.string(), v.nonEmpty()),
  member: v.pipe(v.string(), v.nonEmpty()),
});
export type Gathering = v.InferOutput<typeof gatheringSchema>;

const keyOf = ({ name, member }: Gathering): string => `${name}/${member}`;

/** What a request of a gathering gives as its `holds`; nothing for one of none. */
export const heldBy = (gathering: Gathering | undefined): HeldFact | undefined =>
  gathering && { section: 'gathering', key: keyOf(gathering), value: { name: gathering.name } };

/**
 * Whether this request is the last one of its gathering: all others have ended. For `handle` and the error
 * methods of an action that holds {@link heldBy}; one of no gathering is the last of nothing.
 */
export function isLastOf(
  gathering: Gathering | undefined,
  ctx: Pick<HandlerContext, 'facts'>,
): boolean {
  if (gathering === undefined) return false;
  const own = keyOf(gathering);
  return ![...ctx.facts('gathering')].some(
    ([key, { name }]) => name === gathering.name && key !== own,
  );
}
