/**
 * What the server says when a session begins (XEP-0124 section 7.2).
 */
import { Secret } from '@xec/stanza';
import type { Body } from './body.js';

export interface Terms {
  /** As secret as a password: who knows it can take part in the session. */
  readonly sid: Secret;
  /** How many requests may be on their way. */
  readonly requests: number;
  /** Whether no request is held, so that we ask again and again. */
  readonly isPolling: boolean;
  /** How long to wait between two empty requests then. */
  readonly pollingMs: number;
  /** How long nothing may be on its way, with a margin. */
  readonly idleMs: number;
  readonly from: string | undefined;
  readonly streamId: string | undefined;
}

/** `undefined` where there is no session. */
export function readTerms({ attribute }: Body): Terms | undefined {
  const sid = attribute('sid');
  if (sid === undefined || sid === '') return undefined;
  const number = (name: string, otherwise: number): number => {
    const text = attribute(name) ?? '';
    return /^\d{1,9}$/u.test(text) ? Number(text) : otherwise;
  };
  return {
    sid: new Secret(sid),
    requests: Math.min(Math.max(number('requests', 2), 1), 2),
    isPolling: number('hold', 1) === 0 || number('wait', 60) === 0,
    pollingMs: Math.max(number('polling', 5), 1) * 1000,
    idleMs: Math.max(number('inactivity', 30), 1) * 500,
    from: attribute('from'),
    streamId: attribute('authid'),
  };
}
