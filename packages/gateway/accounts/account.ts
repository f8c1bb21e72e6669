import type { AnyPacket } from '@xec/xec';
import type { WebSocket } from 'ws';
import type { Person } from '../options.js';
import { Tab, type TabShared } from '../tab/tab.js';

/** What happens to an account's tabs. */
export interface AccountEvents {
  /** Its last tab went. */
  onEmpty?(): void;
}

const PROGRESS = '_progress';

/** One person's tabs: they share a session, and nothing of it reaches anybody else's. */
export class Account {
  readonly #tabs = new Map<Tab, string>();
  readonly #unsubscribe: () => void;

  constructor(
    readonly person: Person,
    private readonly shared: TabShared,
    private readonly events: AccountEvents = {},
  ) {
    this.#unsubscribe = person.client.packets.subscribeAny('*', (packet: AnyPacket) => {
      if (packet.key.endsWith(PROGRESS)) this.#progress(packet);
      for (const tab of this.#tabs.keys()) tab.offer(packet);
    });
  }

  /** How many tabs are open. */
  get tabs(): number {
    return this.#tabs.size;
  }

  get isFull(): boolean {
    return this.#tabs.size >= this.shared.limits.tabs;
  }

  /** @param signIn the sign-in that the socket came with */
  open(socket: WebSocket, signIn: string): void {
    const tab = new Tab(socket, this.person, this.shared, () => {
      this.#tabs.delete(tab);
      if (this.#tabs.size === 0) this.events.onEmpty?.();
    });
    this.#tabs.set(tab, signIn);
  }

  /** Closes the tabs of one sign-in. */
  signOut(signIn: string): void {
    for (const [tab, key] of this.#tabs) if (key === signIn) tab.close(4401, 'signed out');
  }

  /** Closes all tabs. */
  closeTabs(code: number, reason: string): void {
    for (const tab of this.#tabs.keys()) tab.close(code, reason);
  }

  close(): void {
    this.#unsubscribe();
    this.closeTabs(1001, 'the gateway closes');
  }

  /** A packet does not say which request it belongs to: where one alone can be meant, it is that one. */
  #progress({ key, content }: AnyPacket): void {
    if (!this.shared.allowed.keys.has(key)) return;
    const prefix = key.slice(0, -PROGRESS.length);
    const meant = [...this.#tabs.keys()].flatMap((tab) =>
      tab.requestsOf(prefix).map((ref) => ({ tab, ref })),
    );
    const [only] = meant;
    if (only === undefined || meant.length > 1) return;
    only.tab.send({ t: 'progress', ref: only.ref, key, content });
  }
}
