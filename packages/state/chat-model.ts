/**
 * One conversation, made of packets.
 */
import { bareOf } from './jids.js';
import type { PacketOf } from '@xec/packet-source';

/** The keys a conversation is made of. */
export const chatKeys = [
  'session_state',
  'presence',
  'message',
  'message_publish_handle',
  'message_error',
  'message_displayed_handle',
  'receiptack',
  'displayed',
  'chatstate',
  'carbons',
] as const;

export type ChatPacket = PacketOf<(typeof chatKeys)[number]>;

/** How far a message of ours came. */
export type Progress = 'sending' | 'sent' | 'received' | 'displayed' | 'failed';

/** A line of the conversation. */
export interface Line {
  /** Different for each line, and stable. */
  readonly key: string;
  readonly isOwn: boolean;
  readonly body: string;
  /** When it was sent, milliseconds since 1970. */
  readonly at: number;
  /** The message's id, where it has one. */
  readonly id: string | undefined;
  /** Of own lines. */
  readonly progress: Progress;
  /** Why it failed, in words. */
  readonly failure: string | undefined;
  /** Whether its sender wants to know that it was displayed. */
  readonly isMarkable: boolean;
}

const ranks: Record<Progress, number> = {
  sending: 0,
  sent: 1,
  received: 2,
  displayed: 3,
  failed: 4,
};

type Message = Extract<ChatPacket, { key: 'message' }>['content'];

export class ChatModel {
  /** Whether the contact is writing. */
  isTyping = false;
  /** Lines in their order, by key. */
  readonly #lines = new Map<string, Line>();
  /** The id up to which we said that we saw everything. */
  #displayed: string | undefined = undefined;

  /** @param jid the contact's bare JID */
  constructor(readonly jid: string) {}

  /** What was said, in its order, then what has not left. */
  get lines(): Line[] {
    const lines = [...this.#lines.values()];
    return [...lines.filter((line) => !isUnsent(line)), ...lines.filter(isUnsent)];
  }

  /** The id of the last message for which a displayed marker is owed. */
  get owedMarker(): string | undefined {
    const last = this.lines.findLast(({ isOwn, isMarkable }) => !isOwn && isMarkable);
    return last?.id === this.#displayed ? undefined : last?.id;
  }

  /**
   * Marks a message as seen before the packet says so, so that it is said once.
   *
   * @returns whether it was not seen yet
   */
  claimMarker(id: string): boolean {
    if (this.#displayed === id) return false;
    this.#displayed = id;
    return true;
  }

  /** Forgets what packets said. What has not left is in none of them, and stays. */
  reset(): void {
    this.isTyping = false;
    this.#displayed = undefined;
    for (const [key, line] of this.#lines) if (!isUnsent(line)) this.#lines.delete(key);
  }

  /** Shows a line of ours before its packet comes. `key` is its origin-id. */
  begin(key: string, body: string, at: number): void {
    this.#put({ key, isOwn: true, body, at, progress: 'sending' });
  }

  /** A line of ours did not leave. */
  fail(key: string, failure: string): void {
    const line = this.#lines.get(key);
    if (line?.progress === 'sending')
      this.#lines.set(key, { ...line, progress: 'failed', failure });
  }

  /** Takes a failed line away, and gives its text. */
  withdraw(key: string): string {
    const body = this.#lines.get(key)?.body ?? '';
    this.#lines.delete(key);
    return body;
  }

  apply(packet: ChatPacket): void {
    const { key, content } = packet;
    switch (key) {
      case 'session_state':
        if (content.state !== 'online') this.isTyping = false;
        return;
      case 'presence':
        if (content.type === 'unavailable' && this.#isContact(content.jid)) this.isTyping = false;
        return;
      case 'message':
        if (this.#isContact(content.from)) this.#hear(content, packet.seq, packet.at);
        return;
      case 'carbons':
        this.#copy(content, packet.seq, packet.at);
        return;
      case 'message_publish_handle':
        if (this.#isContact(content.to) && content.body !== undefined) {
          const { id, originId = id, body } = content;
          this.#lines.delete(originId);
          this.#put({ key: originId, isOwn: true, body, at: packet.at, id, progress: 'sent' });
        }
        return;
      case 'message_error':
        if (this.#isContact(content.from)) this.#refuse(content);
        return;
      case 'receiptack':
        if (this.#isContact(content.from)) this.#came(content.id, 'received');
        return;
      case 'displayed':
        if (this.#isContact(content.from)) this.#cameUpTo(content.id);
        return;
      case 'message_displayed_handle':
        if (this.#isContact(content.to)) this.#displayed = content.id;
        return;
      case 'chatstate':
        if (this.#isContact(content.from)) this.isTyping = content.state === 'composing';
        return;
    }
  }

  #isContact(jid: string): boolean {
    return bareOf(jid) === this.jid;
  }

  #hear({ body, id, markable, delay }: Message, seq: number, at: number): void {
    if (body === undefined) return;
    this.isTyping = false;
    const sentAt = delay === undefined ? at : Date.parse(delay.stamp);
    const isMarkable = markable === true && id !== undefined;
    this.#put({ key: `${seq}`, isOwn: false, body, at: sentAt, id, isMarkable });
  }

  /** What another client of this account sent or got. */
  #copy(
    { direction, message }: Extract<ChatPacket, { key: 'carbons' }>['content'],
    seq: number,
    at: number,
  ): void {
    const { from, to, body, id } = message;
    if (direction === 'received') {
      if (this.#isContact(from)) this.#hear(message, seq, at);
    } else if (to !== undefined && this.#isContact(to) && body !== undefined) {
      this.#put({ key: `${seq}`, isOwn: true, body, at, id, progress: 'sent' });
    }
  }

  #put(line: Pick<Line, 'key' | 'isOwn' | 'body' | 'at'> & Partial<Line>): void {
    const rest = {
      id: undefined,
      progress: 'sent',
      failure: undefined,
      isMarkable: false,
    } as const;
    this.#lines.set(line.key, { ...rest, ...line });
  }

  #refuse({ id, text, condition }: { id?: string; text?: string; condition: string }): void {
    const line = this.#own(id);
    if (line === undefined) return;
    this.#lines.set(line.key, { ...line, progress: 'failed', failure: text ?? condition });
  }

  #own(id: string | undefined): Line | undefined {
    if (id === undefined) return undefined;
    return this.lines.findLast((line) => line.isOwn && line.id === id);
  }

  #came(id: string, progress: Progress): void {
    const line = this.#own(id);
    // Never backwards: a receipt may come after the marker.
    if (line !== undefined && ranks[line.progress] < ranks[progress]) {
      this.#lines.set(line.key, { ...line, progress });
    }
  }

  /** "Displayed" speaks of everything up to that message. */
  #cameUpTo(id: string): void {
    if (this.#own(id) === undefined) return;
    for (const line of this.lines) {
      if (line.isOwn && line.id !== undefined) this.#came(line.id, 'displayed');
      if (line.id === id) return;
    }
  }
}

/** Whether a line is no packet yet. */
const isUnsent = ({ isOwn, id, progress }: Line): boolean =>
  isOwn && id === undefined && (progress === 'sending' || progress === 'failed');
