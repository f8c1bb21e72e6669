/**
 * XEP-0202: Entity Time, version 2.0 (2009-09-11).
 * https://xmpp.org/extensions/xep-0202.html
 */
import {
  childText,
  formatDateTime,
  formatTimezone,
  readDateTime,
  readTimezone,
  xml,
  type Element,
  type XmlElement,
} from '../core/index.js';

export const NS_TIME = 'urn:xmpp:time';

/** The time where an entity is. */
export interface EntityTime {
  readonly utc: Date;
  /** How many minutes its zone is ahead of UTC. */
  readonly offsetMinutes: number;
}

/** `<time/>`, the child of an iq of type `get` (section 2). */
export const timeRequest = (): XmlElement => xml('time', { xmlns: NS_TIME });

/** `<time/>`, the child of the answer (section 2). */
export const timeResult = ({ utc, offsetMinutes }: EntityTime): XmlElement =>
  xml(
    'time',
    { xmlns: NS_TIME },
    xml('tzo', {}, formatTimezone(offsetMinutes)),
    xml('utc', {}, formatDateTime(utc)),
  );

/** Reads the answer in `iq`; `undefined` where a time or a zone is missing or unreadable. */
export function readTime(iq: Element): EntityTime | undefined {
  const time = iq.getChild('time', NS_TIME);
  if (time === undefined) return undefined;
  const utc = readDateTime(childText(time, 'utc', NS_TIME)?.trim() ?? '');
  const offsetMinutes = readTimezone(childText(time, 'tzo', NS_TIME)?.trim() ?? '');
  if (utc === undefined || offsetMinutes === undefined) return undefined;
  return { utc, offsetMinutes };
}
