import {
  notificationLevels,
  type Bookmark,
  type NotificationSetting,
  type NotifiedIdentity,
} from '@xec/stanza';
import * as v from 'valibot';
import { bareJid, xmlText } from '../core/index.js';

const word = v.pipe(v.string(), v.nonEmpty());
const text = v.exactOptional(word);
const list = <S extends v.GenericSchema>(of: S) => v.pipe(v.array(of), v.readonly());

/** Clients of a kind. */
const identity = v.object({
  category: word,
  type: text,
}) satisfies v.GenericSchema<NotifiedIdentity>;

/** What of a chat notifies, as `readNotificationSettings` reads it. */
export const notificationSettingSchema = v.object({
  level: v.picklist(notificationLevels),
  identity: v.exactOptional(identity),
  advanced: v.exactOptional(list(xmlText)),
}) satisfies v.GenericSchema<NotificationSetting>;

/** A room that somebody comes back to, as `readBookmark` reads it. */
export const bookmarkSchema = v.object({
  jid: bareJid,
  name: text,
  autojoin: v.boolean(),
  nick: text,
  password: text,
  isPinned: v.exactOptional(v.literal(true)),
  notify: v.exactOptional(list(notificationSettingSchema)),
  extensions: v.exactOptional(list(xmlText)),
}) satisfies v.GenericSchema<Bookmark>;
