/**
 * One conversation as interfaces follow it: with a contact, or in a room.
 */
import { Changes } from '../changes.js';
import type { ChatMessage, Row } from './message.js';
import { Timeline } from './timeline.js';
import { Typing } from './typing.js';

export class Conversation {
  readonly #changes = new Changes();
  /** Tells of every change here, and only here. */
  readonly onChange = this.#changes.onChange;
  readonly timeline: Timeline;
  readonly typing = new Typing();
  /** What was written and not sent. */
  draft = '';
  /** Whether older messages are asked for. */
  isLoadingOlder = false;
  /** Whether the archive was asked for the newest on this stream. */
  isCaughtUp = false;
  /** When something happened here the last time, milliseconds since 1970; 0: never. */
  touchedAt = 0;

  /**
   * @param jid the contact's or the room's bare JID
   * @param isRoom whether it is a room
   */
  constructor(
    readonly jid: string,
    readonly isRoom: boolean,
    most?: number,
  ) {
    this.timeline = new Timeline(isRoom, most);
  }

  /** Messages and gaps, the oldest first; what has not left is last. */
  get rows(): readonly Row[] {
    return this.timeline.rows;
  }

  get messages(): readonly ChatMessage[] {
    return this.timeline.messages;
  }

  get last(): ChatMessage | undefined {
    return this.timeline.messages.at(-1);
  }

  get unread(): number {
    return this.timeline.unread;
  }

  /** The key of the message above which the unread line stands. */
  get firstUnread(): string | undefined {
    return this.timeline.firstUnread;
  }

  /** Who is writing. */
  get writing(): readonly string[] {
    return this.typing.isNobody ? [] : this.typing.who(Date.now());
  }

  /** Whether there is nothing before the first row. */
  get isStart(): boolean {
    return this.timeline.stretches.all[0]?.isStart === true;
  }

  message(key: string): ChatMessage | undefined {
    return this.timeline.message(key);
  }

  /** Something of its messages changed. */
  touch(): void {
    this.timeline.touch();
    this.tell();
  }

  /** Something else changed. */
  tell(): void {
    this.#changes.tell();
  }
}
