/**
 * XEP-0492: Chat notification settings, version 0.2.0 (2025-10-25).
 * https://xmpp.org/extensions/xep-0492.html
 */
import {
  childElements,
  copyElement,
  parse,
  xml,
  type Element,
  type XmlElement,
} from '../core/index.js';

export const NS_NOTIFICATION_SETTINGS = 'urn:xmpp:notification-settings:1';

/** What of a chat notifies: every message, one that mentions us, none. */
export const notificationLevels = ['always', 'on-mention', 'never'] as const;
export type NotificationLevel = (typeof notificationLevels)[number];

/** Clients of a kind, as they say of themselves in service discovery: `client`, `phone`. */
export interface NotifiedIdentity {
  readonly category: string;
  /** Absent: all of the category. */
  readonly type?: string;
}

/** What of one chat notifies, for all clients or those of a kind. */
export interface NotificationSetting {
  readonly level: NotificationLevel;
  /** Absent in the fallback, for clients that have no setting of their own. */
  readonly identity?: NotifiedIdentity;
  /** Finer settings of some clients, each an element as XML text. Keep those of others as they are. */
  readonly advanced?: readonly string[];
}

/** `<notify/>`, which stands where a chat is named: in the extensions of its bookmark (section 2.1). */
export const notificationElement = (settings: readonly NotificationSetting[]): XmlElement =>
  xml(
    'notify',
    { xmlns: NS_NOTIFICATION_SETTINGS },
    settings.map(({ level, identity, advanced }) =>
      xml(
        level,
        { 'identity-category': identity?.category, 'identity-type': identity?.type },
        advanced &&
          xml(
            'advanced',
            {},
            advanced.map((text) => parse(text)),
          ),
      ),
    ),
  );

/**
 * Reads the settings of a chat, in document order.
 *
 * A setting with a type and no category is left out: "You MUST NOT" write one (section 2.2).
 *
 * @returns `undefined` for another element, and for one without any setting that is known.
 */
export function readNotificationSettings(el: Element): NotificationSetting[] | undefined {
  if (!el.is('notify', NS_NOTIFICATION_SETTINGS)) return undefined;
  const settings = childElements(el).flatMap((child) => readSetting(child) ?? []);
  return settings.length === 0 ? undefined : settings;
}

function readSetting(el: Element): NotificationSetting | undefined {
  const level = notificationLevels.find((each) => el.is(each, NS_NOTIFICATION_SETTINGS));
  const category = textOf(el, 'identity-category');
  const type = textOf(el, 'identity-type');
  if (level === undefined || (type !== undefined && category === undefined)) return undefined;
  const finer = el.getChild('advanced', NS_NOTIFICATION_SETTINGS);
  const advanced = finer && childElements(finer).map((each) => copyElement(each).toString());
  return {
    level,
    ...(category !== undefined && { identity: { category, ...(type !== undefined && { type }) } }),
    ...(advanced !== undefined && advanced.length > 0 && { advanced }),
  };
}

const textOf = (el: Element, name: string): string | undefined => {
  const value: unknown = el.attrs[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/**
 * What of a chat notifies a client of this kind: "the element most specific" to it (section 3).
 *
 * @returns `undefined` where nothing is set for it: take `always` for people and private rooms,
 * `on-mention` for public rooms (section 3).
 */
export function notificationLevel(
  settings: readonly NotificationSetting[],
  { category, type }: NotifiedIdentity,
): NotificationLevel | undefined {
  const kinds = [...(type === undefined ? [] : [{ category, type }]), { category }, undefined];
  return kinds
    .map((kind) => settings.find(({ identity }) => isSame(identity, kind)))
    .find((setting) => setting !== undefined)?.level;
}

/**
 * The settings of a chat with another level for clients of one kind, or for those without a setting of
 * their own. Where there is no such fallback it is added, "with the same settings"; `advanced` stays
 * (section 3).
 */
export function withNotificationLevel(
  settings: readonly NotificationSetting[],
  level: NotificationLevel,
  identity?: NotifiedIdentity,
): NotificationSetting[] {
  const isMeant = (setting: NotificationSetting): boolean => isSame(setting.identity, identity);
  const advanced = settings.filter(isMeant).flatMap((setting) => setting.advanced ?? []);
  const others = settings.filter((setting) => !isMeant(setting));
  const set = {
    level,
    ...(identity && { identity }),
    ...(advanced.length > 0 && { advanced }),
  };
  const hasFallback = [...others, set].some((each) => each.identity === undefined);
  return [...others, set, ...(hasFallback ? [] : [{ level }])];
}

const isSame = (one: NotifiedIdentity | undefined, other: NotifiedIdentity | undefined): boolean =>
  one?.category === other?.category && one?.type === other?.type;
