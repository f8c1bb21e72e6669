/**
 * The state of the connection, in words for people.
 */
import type { SessionReason, SessionState, SourceState } from '@xec/packet-source';
import { explainSession } from '../language/conditions/explain.js';
import type { Language } from '../language/texts.js';
import { connectionTexts } from './texts.js';

/** What a status pill shows. */
export interface ConnectionWords {
  readonly tone: 'good' | 'busy' | 'bad';
  readonly text: string;
  /** When the next attempt begins, where one is waited for; milliseconds since 1970. */
  readonly nextAt?: number;
  /** Why, where something went wrong: a sentence or two. */
  readonly reason?: string;
  /** Whether one may ask for an attempt now. */
  readonly canTry?: true;
}

/**
 * @param session the last `session_state`, and when it was made
 */
export function connectionWords(
  source: SourceState,
  session: { readonly content: SessionState; readonly at: number } | undefined,
  language: Language = 'en',
): ConnectionWords {
  const texts = connectionTexts[language];
  if (source.state === 'closed') return { tone: 'bad', text: texts.signedOut };
  if (source.state === 'waiting') {
    return { tone: 'bad', text: texts.unreachable, nextAt: source.at, canTry: true };
  }
  if (source.state === 'connecting' || session === undefined) {
    return { tone: 'busy', text: texts.connecting };
  }
  const { content, at } = session;
  const text = texts[content.state];
  switch (content.state) {
    case 'offline':
      return { tone: 'bad', text, canTry: true };
    case 'connecting':
    case 'authenticating':
    case 'binding':
      return { tone: 'busy', text };
    case 'online':
      return { tone: 'good', text };
    case 'reconnecting': {
      // That it is tried again is what this is about: the sentence would say it twice.
      const { why: reason } = explainSession(language, content.reason.condition);
      return { tone: 'busy', text, nextAt: at + content.inMs, reason, canTry: true };
    }
    case 'ended':
      return { tone: 'bad', text, reason: whyEnded(language, content.reason), canTry: true };
  }
}

function whyEnded(language: Language, { condition }: SessionReason): string {
  const { why, next, remedy } = explainSession(language, condition);
  return remedy === 'connect' || next === '' ? why : `${why} ${next}`;
}
