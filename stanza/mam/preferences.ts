/**
 * XEP-0441: Message Archive Management Preferences, version 0.2.0 (2020-08-25).
 * https://xmpp.org/extensions/xep-0441.html
 */
import { readJid, xml, type Element, type XmlElement } from '../core/index.js';
import { NS_MAM } from './mam.js';

/** What is archived of those who are in no list (section 4). */
export const archiveDefaults = ['always', 'never', 'roster'] as const;
export type ArchiveDefault = (typeof archiveDefaults)[number];

/** What the own archive keeps. */
export interface ArchivePreferences {
  readonly default: ArchiveDefault;
  /** Whose messages are always kept. */
  readonly always: readonly string[];
  /** Whose messages never are. */
  readonly never: readonly string[];
}

/** `<prefs/>`, the child of an iq of type `get` to the own account (section 2.1). */
export const preferencesRequest = (): XmlElement => xml('prefs', { xmlns: NS_MAM });

/** `<prefs/>` with all of them, the child of an iq of type `set` (section 2.2). */
export const preferencesElement = (preferences: ArchivePreferences): XmlElement =>
  xml(
    'prefs',
    { xmlns: NS_MAM, default: preferences.default },
    xml('always', {}, preferences.always.map(jidElement)),
    xml('never', {}, preferences.never.map(jidElement)),
  );

const jidElement = (jid: string): XmlElement => xml('jid', {}, jid);

/**
 * Reads `<prefs/>` in an answer; addresses that are none are left out.
 *
 * @returns `undefined` without one, or without a default that we know.
 */
export function readPreferences(answer: Element): ArchivePreferences | undefined {
  const prefs = answer.getChild('prefs', NS_MAM);
  const found = archiveDefaults.find((one) => prefs?.attrs['default'] === one);
  if (prefs === undefined || found === undefined) return undefined;
  return { default: found, always: jidsIn(prefs, 'always'), never: jidsIn(prefs, 'never') };
}

const jidsIn = (prefs: Element, name: 'always' | 'never'): string[] =>
  (prefs.getChild(name, NS_MAM)?.getChildren('jid', NS_MAM) ?? []).flatMap(
    (el) => readJid(el.getText())?.toString() ?? [],
  );
