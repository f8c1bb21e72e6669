/**
 * What is asked of the archive while one reads: what happened meanwhile, what is older, what is missing.
 */
import type { Conversation, State } from '@xec/state';

/** So near to the beginning older messages are asked for, in pixels. */
const NEAR_START = 400;

export class AskingArchive {
  /** It did not answer: it is asked again when there is a new reason. */
  #isRefused = false;
  readonly #counted = new Set<string>();

  /** Another conversation, or another stream. */
  begin(): void {
    this.#isRefused = false;
  }

  /** Another conversation: its gaps are others. */
  forget(): void {
    this.begin();
    this.#counted.clear();
  }

  catchUp({ commands, conversations }: State, { jid }: Conversation): void {
    if (!conversations.isOnline || this.#isRefused) return;
    // Without an archive, what is heard is all there is.
    commands.catchUp(jid).catch(this.#refuse);
  }

  /** @param log where one reads, at the first of all rows */
  loadOlder({ commands }: State, conversation: Conversation, log: Element): void {
    const { isStart, isLoadingOlder, isCaughtUp, timeline } = conversation;
    if (isStart || isLoadingOlder || !isCaughtUp || this.#isRefused) return;
    if (log.scrollTop > NEAR_START || timeline.stretches.all.length === 0) return;
    commands.loadOlder(conversation.jid).catch(this.#refuse);
  }

  /** How many messages are missing is asked once for each gap that is shown. */
  countGaps({ commands }: State, { jid, rows }: Conversation): void {
    for (const row of rows) {
      if (row.kind !== 'gap' || this.#counted.has(row.gap.key)) continue;
      this.#counted.add(row.gap.key);
      commands.countGap(jid, row.gap).catch(() => undefined);
    }
  }

  /** @throws what the archive refused with */
  async fill({ commands }: State, { jid, rows }: Conversation, key: string): Promise<void> {
    const row = rows.find((each) => each.kind === 'gap' && each.gap.key === key);
    if (row?.kind === 'gap') await commands.fillGap(jid, row.gap);
  }

  readonly #refuse = (): void => {
    this.#isRefused = true;
  };
}
