/** What a hostile peer does, by the name of the case. */
export type FloodKind = 'flood' | 'slow' | 'huge' | 'deep' | 'attributes' | 'trickle';

/** What the server says once it listens. */
export interface FloodServer {
  readonly ws: string;
  readonly tcp: string;
}

/** Whom messages of a flood come from, and what the last one says. */
export const PEER = 'mallory@evil.example/x';
export const LAST = 'that was all';
/** So many stanzas are a flood. */
export const FLOOD = 10_000;
