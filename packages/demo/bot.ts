import type { Client } from '@xec/client';
import { parseJid } from '@xec/stanza';
import {
  ActionError,
  PublishMessage,
  SendComposing,
  SendDisplayed,
  SetAvailable,
  type AnyAction,
  type MessageContent,
} from '@xec/xec';
import { smallTalk } from './small-talk.js';

/** How long the bot thinks before it writes, and writes before it sends. */
export interface BotPace {
  readonly readMs: number;
  readonly writeMs: number;
}

const atEase: BotPace = { readMs: 500, writeMs: 1100 };

/**
 * Lets `client` answer whoever writes to it: it says that it read the message, writes for a while,
 * and sends. Receipts are the `message` feature's.
 *
 * @returns a function that ends it
 */
export function startBot(client: Client, pace: BotPace = atEase): () => void {
  const timers = new Set<NodeJS.Timeout>();
  const counts = new Map<string, number>();

  const later = (ms: number, run: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, ms);
    timers.add(timer);
  };

  const ask = (action: AnyAction): void => {
    client.request(action).catch((error: unknown) => {
      // A stream that went takes a word of small talk with it; that is no fault.
      if (error instanceof ActionError) return;
      client.log.error('bot-fault', { action: action.actionName, message: String(error) });
    });
  };

  const answer = ({ from, id, body = '', markable }: MessageContent): void => {
    const to = parseJid(from).bare;
    const count = counts.get(to) ?? 0;
    counts.set(to, count + 1);
    later(pace.readMs, () => {
      if (markable === true && id !== undefined) ask(new SendDisplayed({ to, id }));
      ask(new SendComposing({ to }));
    });
    later(pace.readMs + pace.writeMs, () => {
      const reply = smallTalk(body, count);
      ask(new PublishMessage({ to, body: reply, chatState: 'active', markable: true }));
    });
  };

  const undo = client.packets.subscribe('message', ({ content }) => {
    if (content.type === 'chat' && content.delay === undefined) answer(content);
  });
  ask(new SetAvailable({ status: 'Gathering herbs. Say hello!' }));
  return () => {
    undo();
    for (const timer of timers) clearTimeout(timer);
  };
}
