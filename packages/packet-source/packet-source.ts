import type { KeysOf, PacketOf } from './packets.js';

/** How a source is connected to whatever its packets come from. */
export type SourceState =
  | { readonly state: 'closed' }
  | { readonly state: 'connecting' }
  /** Connected. `isLive`: what was missed has come. */
  | { readonly state: 'open'; readonly isLive: boolean }
  /** The connection went; the next attempt begins at `at`, milliseconds since 1970. */
  | { readonly state: 'waiting'; readonly at: number };

/**
 * The port that widgets live on: packets come, requests go. Widgets neither know nor care whether a
 * gateway or a session in this very page stands behind it.
 */
export interface PacketSource {
  readonly state: SourceState;
  /**
   * Calls `run` with each packet that one of `patterns` names, in order: first those that the source
   * has kept, then those to come.
   *
   * @returns a function that undoes it
   * @throws TypeError for a pattern that the source was not made for
   */
  subscribe<const P extends string>(
    patterns: readonly (P & ([KeysOf<P>] extends [never] ? never : P))[],
    run: (packet: NoInfer<PacketOf<KeysOf<P>>>) => void,
  ): () => void;
  /** Calls `run` when the state changed. */
  onState(run: () => void): () => void;
  /** Calls `run` when packets were lost: forget everything; what is kept comes again. */
  onResync(run: () => void): () => void;
  /**
   * Requests an action by its name; resolves with the content of its `handle` packet.
   *
   * @throws RequestError when it ended in any other way
   */
  request(action: string, params?: unknown, options?: SourceRequestOptions): Promise<unknown>;
  /** Tries to come online now, where that waits for a timer. */
  connect(): void;
}

/** What a request may be told beside its params. */
export interface SourceRequestOptions {
  /** Takes the request back when it aborts: it ends as `cancelled`, unless its answer is there. */
  readonly signal?: AbortSignal;
  /**
   * Hears what the action tells while the request is open: the contents of its `…_progress` packets. Where
   * several requests of one action are open, nobody can tell which of them is meant: none of them hears it.
   */
  readonly onProgress?: (content: unknown) => void;
}

/** A request that did not end with a result. */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  /** @param condition `item-not-found`, `timeout`, `connection-lost`… */
  constructor(
    readonly condition: string,
    text?: string,
    options?: ErrorOptions,
  ) {
    super(text ?? condition, options);
  }
}
