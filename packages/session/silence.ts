import { iqGet, pingRequest, type XmlElement } from '@xec/stanza';
import type { SessionLimits } from './options.js';

/** What to do about a server that says nothing. */
export interface SilenceCheck {
  /** `heard`: it spoke; `ask`: ask it now; `wait`: it was asked; `dead`: it did not answer. */
  readonly verdict: 'heard' | 'ask' | 'wait' | 'dead';
  /** When to look again, in milliseconds. */
  readonly nextMs: number;
  readonly silentMs: number;
}

/**
 * A silent server is asked after `silenceMs`, and given up when nothing comes within `answerMs`: a
 * half-open connection is noticed within 45 s at the defaults.
 *
 * @param askedAt when it was asked last; 0 where it need not answer
 */
export function silenceCheck(
  { silenceMs, answerMs }: Pick<SessionLimits, 'silenceMs' | 'answerMs'>,
  heardAt: number,
  askedAt: number,
  now: number,
): SilenceCheck {
  const silentMs = now - heardAt;
  if (askedAt > heardAt) {
    const left = askedAt + answerMs - now;
    return left <= 0
      ? { verdict: 'dead', nextMs: 0, silentMs }
      : { verdict: 'wait', nextMs: left, silentMs };
  }
  return silentMs >= silenceMs
    ? { verdict: 'ask', nextMs: answerMs, silentMs }
    : { verdict: 'heard', nextMs: silenceMs - silentMs, silentMs };
}

/** A ping to the own server (XEP-0199): any answer, a refusal too, shows that it is there. */
export function keepAlive(id: string): XmlElement {
  const request = iqGet(undefined, pingRequest());
  request.attrs['id'] = id;
  return request;
}
