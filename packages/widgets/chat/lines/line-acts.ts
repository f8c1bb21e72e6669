/**
 * What is done with a message, by its buttons.
 */
import type { ChatMessage, Commands } from '@xec/state';
import type { Leaving } from '../../leaving.js';
import type { LineAct } from './line.js';
import type { ChatTexts } from '../texts.js';

/** What the composer is about, when it is not a new message. */
export interface About {
  readonly what: 'reply' | 'edit';
  readonly message: ChatMessage;
}

/** The conversation in which it is done. */
export interface ActsHost {
  readonly jid: string;
  readonly commands: Commands | undefined;
  readonly words: ChatTexts;
  readonly leaving: Leaving;
  /** Begins to write about a message; `text` stands in the composer. */
  writeAbout(about: About | undefined, text?: string): void;
  jump(message: ChatMessage): void;
  fail(trouble: string): void;
  draw(): void;
}

type Act = (host: ActsHost, message: ChatMessage, sign: string | undefined) => void;

const acts: Record<LineAct, Act> = {
  retry: ({ commands, jid }, { key }) => commands?.retry(jid, key),
  discard: ({ commands, jid }, { key }) => commands?.discard(jid, key),
  reply: (host, message) => host.writeAbout({ what: 'reply', message }),
  edit(host, message) {
    const { key, body, progress } = message;
    if (progress !== 'failed') host.writeAbout({ what: 'edit', message }, body);
    else host.writeAbout(undefined, host.commands?.discard(host.jid, key) ?? body);
  },
  delete: remove,
  jump: (host, message) => host.jump(message),
  react(host, message, sign) {
    if (sign === undefined) return;
    const { commands, jid, words } = host;
    const signs = toggled(message, sign);
    commands?.react(jid, message.key, signs).catch(() => host.fail(words.notReacted));
  },
};

/** Does one of them. */
export const act = (
  host: ActsHost,
  what: LineAct,
  message: ChatMessage,
  sign: string | undefined,
): void => acts[what](host, message, sign);

/** It can be had back for a moment. */
function remove(host: ActsHost, { key }: ChatMessage): void {
  const { jid, commands, leaving, words } = host;
  if (leaving.has(key)) leaving.undo(key);
  else {
    leaving.begin(key, () => {
      host.draw();
      commands?.retract(jid, key).catch(() => host.fail(words.notRetracted));
    });
  }
  host.draw();
}

/** Our signs with this one, or without it. */
function toggled({ reactions }: ChatMessage, sign: string): string[] {
  const own = reactions.filter(({ from }) => from.includes('')).map((each) => each.sign);
  return own.includes(sign) ? own.filter((each) => each !== sign) : [...own, sign];
}
