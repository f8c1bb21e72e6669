/**
 * Packets and requests as signals: what all bindings are made of.
 */
import { signal as makeSignal, type ReadonlySignal } from '@preact/signals-core';
import { asRequestError } from './ask-client.js';
import type { PacketSource, RequestError } from './packet-source.js';
import type { KeysOf, PacketOf, WidgetPacket } from './packets.js';

export type { ReadonlySignal };

/** The content of packets of the keys that `P` names. */
export type ContentOf<P extends string> = PacketOf<KeysOf<P>>['content'];

/** A key, or a pattern, that names at least one known key. */
export type KnownKey<P extends string> = P & ([KeysOf<P>] extends [never] ? never : P);

/**
 * The newest content of `key` as a signal: `undefined` before the first packet, and after a resync until
 * the next one. It is subscribed to while somebody looks; until then it stands where it stood.
 *
 * @throws TypeError for a key that the source was not made for
 */
export function signal<const P extends string>(
  source: PacketSource,
  key: KnownKey<P>,
): ReadonlySignal<ContentOf<P> | undefined> {
  let undo: readonly (() => void)[] = [];
  const newest = makeSignal<unknown>(undefined, {
    watched() {
      undo = follow();
    },
    unwatched() {
      for (const each of undo) each();
    },
  });
  const follow = (): readonly (() => void)[] => {
    // What is kept comes at once: of all of it the signal shows the last one.
    let isKept = true;
    let last: unknown;
    const take = ({ content }: WidgetPacket): void => {
      if (isKept) last = content;
      else newest.value = content;
    };
    const stop = source.subscribe([key] as never[], take);
    isKept = false;
    newest.value = last;
    return [stop, source.onResync(() => (newest.value = undefined))];
  };
  for (const each of follow()) each();
  return newest as ReadonlySignal<ContentOf<P> | undefined>; // the key decides the content
}

/** The signals of one source, one a key: `signals('roster_getlist_handle').value`. */
export function createSignals(
  source: PacketSource,
): <const P extends string>(key: KnownKey<P>) => ReadonlySignal<ContentOf<P> | undefined> {
  const known = new Map<string, ReadonlySignal<unknown>>();
  return <const P extends string>(key: KnownKey<P>) => {
    const found = known.get(key) ?? signal<P>(source, key);
    known.set(key, found);
    return found as ReadonlySignal<ContentOf<P> | undefined>; // made for this very key
  };
}

/** How the newest request of an action stands. */
export interface ActionState {
  readonly pending: boolean;
  /** Why it did not end with a result. */
  readonly error?: RequestError;
  /** The content of its `handle` packet. */
  readonly result?: unknown;
}

/** An action that may be requested, and how that goes. */
export interface ActionSignal {
  /** How the newest request stands. An older one that ends later changes nothing. */
  readonly state: ReadonlySignal<ActionState>;
  /** Requests it. Never rejects: resolves with how it ended. */
  readonly run: (params?: unknown) => Promise<ActionState>;
  /** Takes the newest request back, where it has no answer yet. */
  readonly cancel: () => void;
}

/** The action `name` of `source`, for as many requests as one likes, one after the other. */
export function createAction(source: PacketSource, name: string): ActionSignal {
  const state = makeSignal<ActionState>({ pending: false });
  let newest = new AbortController();
  return {
    state,
    async run(params) {
      const own = new AbortController();
      newest = own;
      state.value = { pending: true };
      const ended = await source.request(name, params, { signal: own.signal }).then(
        (result): ActionState => ({ pending: false, result }),
        (error: unknown): ActionState => ({ pending: false, error: asRequestError(error) }),
      );
      if (newest === own) state.value = ended;
      return ended;
    },
    cancel() {
      newest.abort();
    },
  };
}
