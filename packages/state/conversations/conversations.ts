/**
 * All conversations, by bare JID; private ones with an occupant of a room by that occupant's JID.
 */
import { Changes } from '../changes.js';
import { bareOf } from '../jids.js';
import { Conversation } from './conversation.js';

/** How many conversations are kept; the one that was quiet for the longest goes. */
const MOST_CONVERSATIONS = 500;

export interface ConversationsOptions {
  /** Default 500. */
  readonly mostConversations?: number;
  /** How many messages each of them keeps in memory. Default 5,000. */
  readonly mostMessages?: number;
}

export class Conversations {
  readonly #changes = new Changes();
  /** Tells of every change of the list, and of every conversation in it. */
  readonly onChange = this.#changes.onChange;
  readonly #all = new Map<string, Conversation>();
  readonly #onTouched = new Set<(conversation: Conversation) => void>();
  /** Our nicknames, by the rooms that we are in. */
  readonly nicks = new Map<string, string>();
  /** The own bare JID, as far as it is known. */
  self: string | undefined = undefined;
  /** Whether messages are heard now: the session is online. */
  isOnline = false;

  constructor(private readonly options: ConversationsOptions = {}) {}

  /** Calls `run` with each conversation that changed. */
  onTouched(run: (conversation: Conversation) => void): void {
    this.#onTouched.add(run);
  }

  /** Those in which something was said or is to be said, the latest first. */
  get list(): readonly Conversation[] {
    return [...this.#all.values()]
      .filter(({ last, draft, isRoom }) => last !== undefined || draft !== '' || isRoom)
      .sort((one, other) => other.touchedAt - one.touchedAt || (one.jid < other.jid ? -1 : 1));
  }

  /** Every one that is known. */
  get all(): Iterable<Conversation> {
    return this.#all.values();
  }

  /** All messages that nobody looked at. */
  get unread(): number {
    let unread = 0;
    for (const each of this.#all.values()) unread += each.unread;
    return unread;
  }

  get(jid: string): Conversation | undefined {
    return this.#all.get(jid);
  }

  /** The conversation with `jid`, which begins with this where there was none. */
  open(jid: string, isRoom = this.nicks.has(jid)): Conversation {
    const known = this.#all.get(jid);
    // What was taken for a contact may turn out to be a room.
    if (known !== undefined && (known.isRoom || !isRoom)) return known;
    const conversation = new Conversation(jid, isRoom, this.options.mostMessages);
    if (known !== undefined) conversation.draft = known.draft;
    conversation.onChange(() => {
      for (const run of this.#onTouched) run(conversation);
      this.#changes.tell();
    });
    this.#all.set(jid, conversation);
    this.#dropQuiet();
    this.#changes.tell();
    return conversation;
  }

  /** Whether a message of that sender is ours. */
  isOwn(from: string, isRoom: boolean): boolean {
    if (!isRoom) return bareOf(from) === this.self;
    const nick = this.nicks.get(bareOf(from));
    return nick !== undefined && from === `${bareOf(from)}/${nick}`;
  }

  /** Everything that is heard from now on stands behind a gap, unless the archive closes it. */
  breakOff(isMeant: (conversation: Conversation) => boolean): void {
    for (const conversation of this.#all.values()) {
      if (!isMeant(conversation)) continue;
      conversation.timeline.stretches.breakOff();
      conversation.typing.clear();
      conversation.isCaughtUp = false;
      conversation.tell();
    }
  }

  /** Forgets what packets said; what has not left, and drafts, stay. */
  forget(): void {
    this.isOnline = false;
    for (const conversation of this.#all.values()) {
      conversation.timeline.forget();
      conversation.typing.clear();
      conversation.isCaughtUp = false;
      conversation.isLoadingOlder = false;
      conversation.tell();
    }
  }

  #dropQuiet(): void {
    const { mostConversations = MOST_CONVERSATIONS } = this.options;
    if (this.#all.size <= mostConversations) return;
    const [quietest] = [...this.#all.values()]
      .filter(({ draft, unread }) => draft === '' && unread === 0)
      .sort((one, other) => one.touchedAt - other.touchedAt);
    const [eldest] = this.#all.keys();
    const jid = quietest?.jid ?? eldest;
    if (jid !== undefined) this.#all.delete(jid);
  }
}
