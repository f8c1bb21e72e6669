/**
 * XEP-0080: User Location, version 1.10.0 (2025-06-13).
 * https://xmpp.org/extensions/xep-0080.html
 */
import {
  formatDateTime,
  readDateTime,
  readChildNumbers,
  readChildTexts,
  textElements,
  xml,
  type Element,
  type XmlElement,
} from '../core/index.js';

/** The namespace, and the node at the account. */
export const NS_GEOLOC = 'http://jabber.org/protocol/geoloc';

const texts = [
  ...(['area', 'building', 'country', 'countrycode', 'datum', 'description', 'floor'] as const),
  ...(['locality', 'postalcode', 'region', 'regioncode', 'room', 'street', 'text'] as const),
  ...(['tzo', 'uri'] as const),
];
const numbers = {
  accuracy: { min: 0 },
  alt: {},
  altaccuracy: { min: 0 },
  bearing: {},
  error: { min: 0 },
  lat: { min: -90, max: 90 },
  lon: { min: -180, max: 180 },
  speed: { min: 0 },
} as const;

/** What is told of a place beside the time: texts, and numbers with what they may be. */
export const locationFields = { texts, numbers };

type Texts = Readonly<Partial<Record<(typeof texts)[number], string>>>;

/** Where somebody is, as they say; one without anything says that they do not say so any more. */
export interface Location extends Texts {
  /** Degrees, north is positive. */
  readonly lat?: number;
  /** Degrees, east is positive. */
  readonly lon?: number;
  /** Metres above or below sea level. */
  readonly alt?: number;
  /** Metres around the place. */
  readonly accuracy?: number;
  /** Metres above and below `alt`. */
  readonly altaccuracy?: number;
  /** Degrees from north. */
  readonly bearing?: number;
  /** Minutes of arc; older than `accuracy`. */
  readonly error?: number;
  /** Metres a second. */
  readonly speed?: number;
  /** When it was measured: XEP-0082, UTC. */
  readonly timestamp?: string;
}

/** `<geoloc/>`. */
export const locationElement = (location: Location): XmlElement =>
  xml(
    'geoloc',
    { xmlns: NS_GEOLOC },
    textElements(location, texts),
    textElements(location, Object.keys(numbers) as (keyof typeof numbers)[]),
    textElements(location, ['timestamp']),
  );

/** Reads a `<geoloc/>`, also that of a post; `undefined` for another element. */
export function readLocation(el: Element): Location | undefined {
  if (!el.is('geoloc', NS_GEOLOC)) return undefined;
  const date = readDateTime(readChildTexts(el, ['timestamp']).timestamp ?? '');
  return {
    ...readChildTexts(el, texts),
    ...readChildNumbers(el, numbers),
    ...(date !== undefined && { timestamp: formatDateTime(date) }),
  };
}
