import type { Bookmark } from '@xec/stanza';
import { JoinRoom } from '../muc/index.js';
import { SetUnavailable } from '../presence/index.js';

/** How a room stands that is bookmarked. */
export interface FollowOptions {
  /** The nickname for rooms whose bookmark says none. */
  readonly nick: string;
  /** Whether we are in the room. */
  readonly isJoined: boolean;
}

/**
 * The request that does what a bookmark says: joins its room where it is to be joined, and leaves it
 * where it is not (XEP-0402 sections 3.2 and 4). Nothing is sent: the application decides.
 *
 * @returns `undefined` where all is as it says
 */
export function followBookmark(
  { jid, autojoin, nick, password }: Bookmark,
  options: FollowOptions,
): JoinRoom | SetUnavailable | undefined {
  if (autojoin === options.isJoined) return undefined;
  if (!autojoin) return new SetUnavailable({ to: jid });
  return new JoinRoom({
    room: jid,
    nick: nick ?? options.nick,
    ...(password !== undefined && { password }),
  });
}
