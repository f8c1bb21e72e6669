/**
 * Which specifications rooms speak. What is announced, hashed and written into the DOAP file comes from
 * the same list of features.
 */
import type { Feature } from './feature.js';

/** A specification that a room speaks, as XEP-0453 section 4.2 wants to know it. */
export interface XepSupport {
  /** Its number, four digits: `0191`. */
  readonly xep: string;
  /** Which version of its text was followed. */
  readonly version: string;
  /** The version of this package that had it first. */
  readonly since: string;
  /** Default: `complete`. */
  readonly status?: 'complete' | 'partial' | 'deprecated';
  /** What is missing or special, in a few words of English. */
  readonly note?: string;
}

/**
 * The specifications of `features` in the order of their numbers, each once.
 *
 * @throws TypeError when two features say different things of one: both are named
 */
export function xepsOf(features: readonly Feature[]): readonly XepSupport[] {
  const found = new Map<string, { readonly said: XepSupport; readonly by: string }>();
  for (const { name, xeps = [] } of features) {
    for (const said of xeps) {
      const other = found.get(said.xep);
      if (other === undefined) found.set(said.xep, { said, by: name });
      else if (!isSame(other.said, said)) {
        throw new TypeError(
          `the features "${other.by}" and "${name}" say different things of XEP-${said.xep}`,
        );
      }
    }
  }
  return [...found.values()]
    .map(({ said }) => said)
    .sort((one, other) => (one.xep < other.xep ? -1 : 1));
}

const isSame = (one: XepSupport, other: XepSupport): boolean =>
  one.version === other.version &&
  one.since === other.since &&
  one.status === other.status &&
  one.note === other.note;
