import type { Client } from '@xec/client';
import { parseJid } from '@xec/stanza';
import {
  PublishMessage,
  SendComposing,
  SendDisplayed,
  SendReactions,
  SetAvailable,
  type MessageContent,
} from '@xec/xec';
import { asking } from './asking.js';
import { announcement, publishPost } from './feed.js';
import { reactionTo, smallTalk, wantsNews } from './small-talk.js';

/** How long the bot thinks before it writes, and writes before it sends. */
export interface BotPace {
  readonly readMs: number;
  readonly writeMs: number;
}

const atEase: BotPace = { readMs: 500, writeMs: 1100 };

/** So many people are known; the one who wrote longest ago is met anew. */
const MOST_PEOPLE = 1000;

/**
 * Lets `client` answer whoever writes to it: it says that it read the message, reacts to kind words,
 * writes for a while, and sends; asked for news, it posts some. Receipts are the `message` feature's.
 *
 * @returns a function that ends it
 */
export function startBot(client: Client, pace: BotPace = atEase): () => void {
  const timers = new Set<NodeJS.Timeout>();
  const counts = new Map<string, number>();
  const ask = asking(client);

  const later = (ms: number, run: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, ms);
    timers.add(timer);
  };

  /** How often somebody wrote before. */
  const count = (jid: string): number => {
    const before = counts.get(jid) ?? 0;
    counts.delete(jid);
    counts.set(jid, before + 1);
    const [oldest] = counts.keys();
    if (counts.size > MOST_PEOPLE && oldest !== undefined) counts.delete(oldest);
    return before;
  };

  const answer = ({ from, id, body = '', markable }: MessageContent): void => {
    const to = parseJid(from).bare;
    const before = count(to);
    const reaction = reactionTo(body);
    later(pace.readMs, () => {
      if (markable === true && id !== undefined) void ask(new SendDisplayed({ to, id }));
      if (reaction !== undefined && id !== undefined) {
        void ask(new SendReactions({ to, id, reactions: [reaction] }));
      }
      void ask(new SendComposing({ to }));
    });
    later(pace.readMs + pace.writeMs, () => {
      const reply = smallTalk(body, before);
      void ask(new PublishMessage({ to, body: reply, chatState: 'active', markable: true }));
      if (wantsNews(body)) void publishPost(client, announcement(before));
    });
  };

  const undo = client.packets.subscribe('message', ({ content }) => {
    if (content.type === 'chat' && content.delay === undefined && content.nick === undefined) {
      answer(content);
    }
  });
  void ask(new SetAvailable({ status: 'Gathering herbs. Say hello!' }));
  return () => {
    undo();
    for (const timer of timers) clearTimeout(timer);
  };
}
