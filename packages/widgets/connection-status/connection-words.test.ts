import { describe, expect, it } from '@jest/globals';
import { connectionWords } from './connection-words.js';
import type { SessionState } from '@xec/packet-source';

const open = { state: 'open', isLive: true } as const;
const words = (content: SessionState) => connectionWords(open, { content, at: 1000 });
const reason = { condition: 'not-authorized' };

describe('the words for a connection', () => {
  it.each([
    [{ state: 'offline' }, 'bad', 'Offline'],
    [{ state: 'connecting' }, 'busy', 'Connecting'],
    [{ state: 'authenticating' }, 'busy', 'Logging in'],
    [{ state: 'binding' }, 'busy', 'Almost there'],
    [{ state: 'online', jid: 'juliet@localhost/a' }, 'good', 'Online'],
    [{ state: 'ended', reason }, 'bad', 'Session ended'],
  ] as const)('are, for %j: %s, %s', (content, tone, text) => {
    expect(words(content)).toMatchObject({ tone, text });
  });

  it('say when the next attempt begins, and why it is needed', () => {
    const lost = { state: 'reconnecting', inMs: 2000, reason: { condition: 'timeout' } } as const;
    expect(words(lost)).toEqual({
      tone: 'busy',
      text: 'Reconnecting',
      nextAt: 3000,
      reason: 'The server did not answer in time.',
      canTry: true,
    });
    expect(words({ state: 'ended', reason })).toMatchObject({
      reason: 'The name or the password is not right. Sign in again.',
      canTry: true,
    });
  });

  it('are those of the language', () => {
    const content = { state: 'ended', reason } as const;
    expect(connectionWords(open, { content, at: 0 }, 'fr')).toMatchObject({
      text: 'Session terminée',
      reason: 'Le nom ou le mot de passe est incorrect. Identifiez-vous à nouveau.',
    });
  });

  it('speak of the gateway first, for without it nobody knows the session', () => {
    const session = { content: { state: 'online', jid: 'juliet@localhost/a' }, at: 0 } as const;
    expect(connectionWords({ state: 'waiting', at: 5 }, session)).toMatchObject({
      tone: 'bad',
      text: 'Gateway not reachable',
      nextAt: 5,
    });
    expect(connectionWords({ state: 'connecting' }, session).text).toBe('Connecting');
    expect(connectionWords({ state: 'closed' }, session).text).toBe('Signed out');
    expect(connectionWords(open, undefined).text).toBe('Connecting');
  });
});
