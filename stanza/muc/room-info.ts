/**
 * What a room says of itself in service discovery (XEP-0045 section 6.4, XEP-0486 section 3).
 */
import type { DiscoInfo } from '../disco/index.js';
import { readCount } from './muc.js';

export const MUC_ROOMINFO = 'http://jabber.org/protocol/muc#roominfo';

export interface RoomInfo {
  readonly name?: string;
  readonly description?: string;
  readonly subject?: string;
  readonly language?: string;
  readonly occupants?: number;
  /** SHA-1 of the room's picture, hex; it is in the room's vCard (XEP-0486). */
  readonly avatar?: string;
  readonly features: readonly string[];
}

/** Reads the answer of a room; `undefined` where it is no room that answered. */
export function readRoomInfo(info: DiscoInfo): RoomInfo | undefined {
  const identity = info.identities.find(({ category }) => category === 'conference');
  if (identity === undefined) return undefined;
  const form = info.forms.find(({ formType }) => formType === MUC_ROOMINFO);
  const value = (name: string): string | undefined => {
    const text = form?.fields.find((field) => field.var === name)?.values[0];
    return text === '' ? undefined : text;
  };
  const name = identity.name ?? value('muc#roomconfig_roomname');
  const description = value('muc#roominfo_description');
  const subject = value('muc#roominfo_subject');
  const language = value('muc#roominfo_lang');
  const occupants = readCount(value('muc#roominfo_occupants'));
  const avatar = value('muc#roominfo_avatarhash');
  return {
    ...(name !== undefined && name !== '' && { name }),
    ...(description !== undefined && { description }),
    ...(subject !== undefined && { subject }),
    ...(language !== undefined && { language }),
    ...(occupants !== undefined && { occupants }),
    ...(avatar !== undefined && { avatar }),
    features: info.features,
  };
}
