/**
 * What is new while one looks, or does not: what screen readers are told, and where the unread line stands.
 */
import type { ChatMessage, Conversation } from '@xec/state';
import { Announcing } from './announcing.js';

/** What is older is no news, in milliseconds. */
const NEWS_MS = 60_000;

export class News {
  /** The key of the message above which the unread line stands. */
  unreadFrom: string | undefined = undefined;
  /** The newest message that was told. */
  #told: string | undefined = undefined;
  readonly #announcing: Announcing;

  /**
   * @param words what is said of a message
   * @param say gets all that came within a moment
   */
  constructor(
    private readonly words: (message: ChatMessage) => string,
    say: (texts: readonly string[]) => void,
  ) {
    this.#announcing = new Announcing(say);
  }

  begin({ firstUnread, last }: Conversation): void {
    this.unreadFrom = firstUnread;
    this.#told = last?.key;
  }

  /** @param sees whether what comes is there now, and whether somebody can see it */
  changed(
    { last, unread, firstUnread }: Conversation,
    sees: { readonly isLive: boolean; readonly isSeen: boolean },
  ): void {
    if (last !== undefined && last.key !== this.#told) {
      this.#told = last.key;
      const isNews = !last.isOwn && sees.isLive && Date.now() - last.at < NEWS_MS;
      if (isNews) this.#announcing.add(this.words(last));
    }
    if (unread > 0 && !sees.isSeen) this.unreadFrom ??= firstUnread;
  }

  stop(): void {
    this.#announcing.stop();
  }
}
