/**
 * Rooms: who may do what there, how they are set up, what is taken back.
 */
import {
  NS_FASTENING,
  NS_MODERATION,
  NS_MODERATION_0,
  NS_MUC_ADMIN,
  NS_MUC_OWNER,
  moderationVersions,
  readDataForm,
  readDestruction,
  readItemList,
  type Element,
} from '@xec/stanza';
import {
  ChangeAffiliation,
  DestroyRoom,
  GetConfig,
  GetMembers,
  ModerateMessage,
  SetConfig,
  SetRole,
} from '@xec/xec';
import { attribute, some, type Asked, type Maker } from './asked.js';

export const rooms: Readonly<Record<string, Maker>> = {
  [`get query ${NS_MUC_ADMIN}`]: members,
  [`set query ${NS_MUC_ADMIN}`]: change,
  [`get query ${NS_MUC_OWNER}`]: ({ to }) =>
    to === undefined ? undefined : new GetConfig({ room: to }),
  [`set query ${NS_MUC_OWNER}`]: setUp,
  [`set moderate ${NS_MODERATION}`]: (asked) => moderate(asked, NS_MODERATION, asked.child),
  [`set apply-to ${NS_FASTENING}`]: (asked) =>
    moderate(asked, NS_MODERATION_0, asked.child.getChild('moderate', NS_MODERATION_0)),
};

function members({ iq, to: room }: Asked) {
  const [item] = readItemList(iq) ?? [];
  if (room === undefined || item === undefined) return undefined;
  const { affiliation, role } = item;
  if (affiliation !== undefined) return new GetMembers({ room, affiliation });
  return role && new GetMembers({ room, role });
}

function change({ iq, to: room }: Asked) {
  const [item] = readItemList(iq) ?? [];
  if (room === undefined || item === undefined) return undefined;
  const { affiliation, role, jid, nick, reason } = item;
  const why = some('reason', reason);
  if (affiliation !== undefined && jid !== undefined) {
    return new ChangeAffiliation({ room, jid, affiliation, ...some('nick', nick), ...why });
  }
  const isRole = role !== undefined && nick !== undefined;
  return isRole ? new SetRole({ room, nick, role, ...why }) : undefined;
}

function setUp({ child, to: room }: Asked) {
  if (room === undefined) return undefined;
  const destroy = child.getChild('destroy', NS_MUC_OWNER);
  if (destroy !== undefined) {
    const { alternate, reason } = readDestruction(destroy);
    return new DestroyRoom({ room, ...some('alternate', alternate), ...some('reason', reason) });
  }
  const form = readDataForm(child);
  return form && new SetConfig({ room, form });
}

/** The recorded client tried both protocols; we ask in the one that the room announces. */
function moderate({ child, to, joined }: Asked, version: string, el: Element | undefined) {
  const id = attribute(child, 'id');
  if (id === undefined || to === undefined || el === undefined) return undefined;
  const announced = joined(to)?.features ?? [];
  const known = moderationVersions.find((one) => announced.includes(one)) ?? NS_MODERATION;
  if (known !== version) return undefined;
  const reason = el.getChildText('reason', version);
  return new ModerateMessage({ to, id, ...(reason !== null && { reason }) });
}
