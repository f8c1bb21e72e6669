/**
 * What a client says about stream management, and what it is answered (XEP-0198 section 3).
 */
import type { Element, XmlElement } from '@xec/stanza';
import type { Connection } from '../connection.js';
import type { Host } from '../host.js';
import type { Session } from '../session.js';
import { answerRequest, takeAck } from './acks.js';
import { readCount } from './counter.js';
import { enabled, failed } from './elements.js';
import { resume } from './resume.js';

/** Takes an element of the namespace. */
export function manage(host: Host, connection: Connection, el: XmlElement): void {
  switch (el.getName()) {
    case 'enable':
      return enable(host, connection, el);
    case 'resume':
      return resume(host, connection, el);
    case 'r':
      return answerRequest(host, connection);
    case 'a':
      return takeAck(connection, el);
    default:
      return connection.fail('unsupported-stanza-type');
  }
}

/** Once, and after a resource was bound. */
function enable(host: Host, connection: Connection, el: XmlElement): void {
  const { session } = connection;
  if (session === undefined || session.management !== undefined) {
    return connection.send(failed('unexpected-request'));
  }
  connection.send(manageSession(host, session, el));
}

/** Begins to manage the stream of a session; the answer to `<enable/>`. */
export function manageSession(host: Host, session: Session, el: Element): XmlElement {
  const isResumable = el.attrs['resume'] === 'true' || el.attrs['resume'] === '1';
  const { id, resumeMs } = host.streams.enable(session, isResumable ? wishOf(el) : 0);
  return enabled({ id, resumeMs, location: host.streams.location });
}

/** The client's `max`, in milliseconds; no limit where it says none, or nonsense. */
function wishOf(el: Element): number {
  const seconds = readCount(el.attrs['max']) ?? 0;
  return seconds > 0 ? seconds * 1000 : Infinity;
}
