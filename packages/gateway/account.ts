import type { AnyPacket } from '@xec/xec';
import type { WebSocket } from 'ws';
import type { Person } from './options.js';
import { Tab, type TabShared } from './tab.js';

/** One person's tabs: they share a session, and nothing of it reaches anybody else's. */
export class Account {
  readonly #tabs = new Map<Tab, string>();
  readonly #unsubscribe: () => void;

  constructor(
    readonly person: Person,
    private readonly shared: TabShared,
  ) {
    this.#unsubscribe = person.client.packets.subscribeAny('*', (packet: AnyPacket) => {
      for (const tab of this.#tabs.keys()) tab.feed?.offer(packet);
    });
  }

  get isFull(): boolean {
    return this.#tabs.size >= this.shared.limits.tabs;
  }

  /** @param signIn the sign-in that the socket came with */
  open(socket: WebSocket, signIn: string): void {
    const tab = new Tab(socket, this.person, this.shared, () => this.#tabs.delete(tab));
    this.#tabs.set(tab, signIn);
  }

  /** Closes the tabs of one sign-in. */
  signOut(signIn: string): void {
    for (const [tab, key] of this.#tabs) if (key === signIn) tab.close(4401, 'signed out');
  }

  close(): void {
    this.#unsubscribe();
    for (const tab of this.#tabs.keys()) tab.close(1001, 'the gateway closes');
  }
}
