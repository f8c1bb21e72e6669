/**
 * Presences to rooms: joining, another nickname, leaving.
 */
import { NS_MUC, readJid, type Element } from '@xec/stanza';
import { ChangeNick, JoinRoom, SetUnavailable, type AnyAction } from '@xec/xec';
import { attribute, some, type Asked } from './asked.js';

/** The action that says the same to a room; `undefined` for every other presence. */
export function presenceFor(
  presence: Element,
  { joined }: Pick<Asked, 'joined'>,
): AnyAction | undefined {
  const { bare: room, resource: nick } = readJid(attribute(presence, 'to') ?? '') ?? {};
  const type = attribute(presence, 'type');
  if (room === undefined || nick === undefined) return undefined;
  if (type === undefined && presence.getChild('x', NS_MUC)) return new JoinRoom({ room, nick });
  const known = joined(room);
  if (known === undefined) return undefined;
  if (type === 'unavailable') {
    const status = presence.getChildText('status') ?? undefined;
    return known.nick === nick
      ? new SetUnavailable({ to: room, ...some('status', status) })
      : undefined;
  }
  // Under the same nickname it says that somebody is away.
  return type === undefined && known.nick !== nick ? new ChangeNick({ room, nick }) : undefined;
}
