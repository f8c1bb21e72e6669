/**
 * The part of a login that is about stream management (XEP-0198 sections 3 and 5).
 */
import {
  enableStreamManagement,
  isStanza,
  readStreamManagement,
  resumeStream,
  type Element,
  type StreamManagementReply,
  type Unread,
} from '@xec/stanza';
import { Secret } from '@xec/xec';
import type { Stream } from '../stream.js';
import { unexpected } from '../unexpected.js';

/** The stream that was lost. */
export interface PreviousStream {
  /** Whoever knows it, and the password, takes the stream over. */
  readonly id: Secret;
  /** How many stanzas of it are handled and stored. */
  readonly handled: number;
}

/** What is asked of stream management. */
export interface ManagementWish {
  /** The stream to go on with; absent: there is none. */
  readonly previous: PreviousStream | undefined;
  /** Whether nothing is bound where that stream is not resumed. */
  readonly resumeOnly: boolean;
  /** For how long the next one is to be resumable. */
  readonly maxSeconds: number | undefined;
}

/** How the server manages a stream. */
export interface Managed {
  /** The name under which it can be resumed; absent where it cannot. */
  readonly id?: Secret;
  readonly location?: string;
  readonly maxSeconds?: number;
}

type Enabled = Extract<StreamManagementReply, { readonly kind: 'enabled' }>;

/** What came of resuming: the server's count of our stanzas, where it knows that. */
export type Resumption =
  | { readonly kind: 'resumed'; readonly handled: number }
  | { readonly kind: 'refused'; readonly handled: number | undefined };

/**
 * Asks to go on with the stream that was lost.
 *
 * @param onOther is called when the server goes on with another one
 */
export async function resume(
  stream: Stream,
  { id, handled }: PreviousStream,
  onOther: () => void,
): Promise<Resumption> {
  stream.bePatient();
  stream.sendElement(resumeStream(id.reveal(), handled));
  const el = await stream.next();
  const reply = readStreamManagement(el);
  if (reply?.kind === 'failed') return { kind: 'refused', handled: reply.handled };
  if (reply?.kind !== 'resumed') throw unexpected(stream, el, '<resumed/> or <failed/>');
  mustBeAsked(stream, id, reply.id, onOther);
  return { kind: 'resumed', handled: reply.handled };
}

/**
 * The stream that goes on must be the one that was asked for.
 *
 * @param onOther is called where it is another one
 */
export function mustBeAsked(
  stream: Stream,
  asked: Secret | undefined,
  resumed: string,
  onOther: () => void,
): void {
  if (resumed === asked?.reveal()) return;
  onOther();
  throw stream.fail('undefined-condition', 'another stream was resumed than the one asked for');
}

/** Asks for acknowledgements on a new stream; `undefined` where the server refuses. */
export async function enable(
  stream: Stream,
  maxSeconds: number | undefined,
  early: Element[],
): Promise<Managed | undefined> {
  stream.bePatient();
  stream.sendElement(enableStreamManagement(maxSeconds));
  for (;;) {
    const el = await stream.next();
    if (isStanza(el)) {
      keepEarly(stream, early, el);
      continue;
    }
    const reply = readStreamManagement(el);
    if (reply?.kind === 'enabled') return managedBy(reply);
    if (reply?.kind === 'failed') return undefined;
    // The server may ask before it has answered: it knows that nothing is counted yet.
    if (reply?.kind !== 'request') throw unexpected(stream, el, '<enabled/> or <failed/>');
  }
}

/** How a server that enabled acknowledgements manages the stream. */
export function managedBy({ id, location, maxSeconds }: Enabled): Managed {
  const managed: Unread<Managed> = {};
  if (id !== undefined) managed.id = new Secret(id);
  if (location !== undefined) managed.location = location;
  if (maxSeconds !== undefined) managed.maxSeconds = maxSeconds;
  return managed as Managed; // all of it may be absent
}

/** Keeps a stanza that came before the login is through. */
export function keepEarly(stream: Stream, early: Element[], el: Element): void {
  const most = stream.limits.early;
  if (early.length >= most) {
    throw stream.fail('policy-violation', `expected ${String(most)} stanzas at most by now`);
  }
  early.push(el);
}
