import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { PacketSource } from '@xec/packet-source';

/** A widget that lives on a source. */
export interface FollowingHost extends ReactiveControllerHost {
  readonly source: PacketSource | undefined;
}

/** Follows the source of a widget while the widget is on the page. */
export class Following implements ReactiveController {
  readonly #host: FollowingHost;
  readonly #follow: (source: PacketSource) => readonly (() => void)[];
  #source: PacketSource | undefined = undefined;
  #undo: readonly (() => void)[] = [];

  /** @param follow subscribes, and returns what undoes it; called anew for each source */
  constructor(host: FollowingHost, follow: (source: PacketSource) => readonly (() => void)[]) {
    this.#host = host;
    this.#follow = follow;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const { source } = this.#host;
    if (source === this.#source) return;
    this.stop();
    this.#source = source;
    if (source !== undefined) this.#undo = this.#follow(source);
  }

  hostDisconnected(): void {
    this.stop();
  }

  /** Ends the subscriptions; the next update begins them anew. */
  stop(): void {
    for (const undo of this.#undo) undo();
    this.#undo = [];
    this.#source = undefined;
  }
}
