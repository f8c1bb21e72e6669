/**
 * The state of the connection, in words for people.
 */
import type { SourceState } from '@xec/packet-source';
import type { SessionState } from '@xec/packet-source';

/** What a status pill shows. */
export interface ConnectionWords {
  readonly tone: 'good' | 'busy' | 'bad';
  readonly text: string;
  /** When the next attempt begins, where one is waited for; milliseconds since 1970. */
  readonly nextAt?: number;
  /** Why, where something went wrong. */
  readonly reason?: string;
}

/**
 * @param session the last `session_state`, and when it was made
 */
export function connectionWords(
  source: SourceState,
  session: { readonly content: SessionState; readonly at: number } | undefined,
): ConnectionWords {
  if (source.state === 'closed') return { tone: 'bad', text: 'Signed out' };
  if (source.state === 'waiting') {
    return { tone: 'bad', text: 'Gateway not reachable', nextAt: source.at };
  }
  if (source.state === 'connecting' || session === undefined) {
    return { tone: 'busy', text: 'Connecting' };
  }
  const { content, at } = session;
  switch (content.state) {
    case 'offline':
      return { tone: 'bad', text: 'Offline' };
    case 'connecting':
      return { tone: 'busy', text: 'Connecting' };
    case 'authenticating':
      return { tone: 'busy', text: 'Logging in' };
    case 'binding':
      return { tone: 'busy', text: 'Almost there' };
    case 'online':
      return { tone: 'good', text: 'Online' };
    case 'reconnecting': {
      const { condition, text = condition } = content.reason;
      return { tone: 'busy', text: 'Reconnecting', nextAt: at + content.inMs, reason: text };
    }
    case 'ended': {
      const { condition, text = condition } = content.reason;
      return { tone: 'bad', text: 'Session ended', reason: text };
    }
  }
}
