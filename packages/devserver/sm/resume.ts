/**
 * Resumption (XEP-0198 section 5): a session goes on over another connection.
 */
import type { Element, XmlElement } from '@xec/stanza';
import type { Connection } from '../connection.js';
import { told } from '../faults/management.js';
import type { Host } from '../host.js';
import type { Session } from '../session.js';
import { failTooHigh } from './acks.js';
import { readCount } from './counter.js';
import { failed, resumed } from './elements.js';
import type { ManagedStream } from './managed-stream.js';

/** What is said to `<resume/>`, and what happens after it was said. */
export interface ResumeAnswer {
  readonly answer: XmlElement;
  /** Brings what waited for the client; absent where the stream is not resumed. */
  readonly goOn?: () => void;
}

/** Answers `<resume/>`; where it is refused, the client may bind on the same stream. */
export function resume(host: Host, connection: Connection, el: XmlElement): void {
  const resumption = tryResume(host, connection, el);
  if (resumption === undefined) return;
  connection.send(resumption.answer);
  resumption.goOn?.();
}

/** Resumes a stream, or says why not; `undefined` where it ended the connection. */
export function tryResume(
  host: Host,
  connection: Connection,
  el: Element,
): ResumeAnswer | undefined {
  const { account } = connection.owner;
  if (account === undefined || connection.session !== undefined) {
    return { answer: failed('unexpected-request') };
  }
  const previd: unknown = el.attrs['previd'];
  const h = readCount(el.attrs['h']);
  if (typeof previd !== 'string' || h === undefined) return { answer: failed('bad-request') };
  const { refuse } = host.faults.management.of(account);
  if (refuse !== undefined) return { answer: refuseTo(host, previd, account, refuse.h) };
  const session = host.streams.find(previd, account);
  if (session?.management === undefined) {
    return { answer: failed('item-not-found', host.streams.handledIn(previd, account)) };
  }
  // A client that counts wrong loses this stream; the session waits for one that counts right.
  if (!session.management.acknowledge(h)) {
    failTooHigh(connection, h, session.management);
    return undefined;
  }
  return takeOver(host, session, session.management, connection);
}

/** The fault: the session is over, as if it had timed out before. */
function refuseTo(host: Host, previd: string, account: string, tellsHandled: boolean): XmlElement {
  const session = host.streams.find(previd, account);
  const handled = session?.management?.handled ?? host.streams.handledIn(previd, account);
  session?.end('conflict', 'It is not resumed');
  return failed('item-not-found', tellsHandled ? handled : undefined);
}

function takeOver(
  host: Host,
  session: Session,
  management: ManagedStream,
  connection: Connection,
): ResumeAnswer {
  session.connection.replace('Resumed by another connection');
  host.streams.wake(session);
  connection.adopt(session);
  const { resumed: lie } = host.faults.management.of(session.account.name);
  return {
    answer: resumed(lie?.previd ?? management.id ?? '', told(management.handled, lie?.h)),
    // Not yet the session's connection: stanzas that come now are kept and follow in their order.
    goOn: () => {
      session.connection = connection;
      // As they were, past the faults: a fault that took one has done so when it was first sent.
      for (const { stanza, count } of management.unacknowledged()) {
        connection.sendRaw(stanza.text);
        session.resent(stanza.text, count);
      }
      if (management.waiting > 0) host.ackRequests.ask(session);
    },
  };
}
