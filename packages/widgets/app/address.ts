/**
 * Where one is, as the address of the page says it: `#/chat/romeo%40montague.example`.
 */

/** A view, and what is open in it. */
export interface Place {
  readonly view: string;
  /** What stands behind the view: a JID in `chat`. Empty: nothing is open. */
  readonly path: string;
}

/** Reads the part of an address from its `#`. What is no place is no place: `undefined`. */
export function readPlace(hash: string): Place | undefined {
  const match = /^#\/([a-z0-9-]+)(?:\/(.*))?$/s.exec(hash);
  if (match === null) return undefined;
  const [, view = '', path = ''] = match;
  try {
    return { view, path: decodeURIComponent(path) };
  } catch {
    return { view, path: '' }; // somebody cut the address off within a letter
  }
}

/** The address of a place, from its `#`. */
export const hashOf = ({ view, path }: Place): string =>
  path === '' ? `#/${view}` : `#/${view}/${encodeURIComponent(path)}`;

/** Asks the shell to go somewhere. Bubbles out of any widget. */
export type Go = CustomEvent<Place>;

/** An event that takes one to `place`, wherever it is fired from. */
export const go = (place: Place): Go =>
  new CustomEvent('xec-go', { detail: place, bubbles: true, composed: true });
