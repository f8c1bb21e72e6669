/**
 * Acknowledgements in both directions (XEP-0198 sections 4 and 6).
 */
import type { XmlElement } from '@xec/stanza';
import type { Connection } from '../connection.js';
import { told } from '../faults/management.js';
import type { Host } from '../host.js';
import type { Session } from '../session.js';
import { readCount } from './counter.js';
import { ack, handledCountTooHigh } from './elements.js';
import type { ManagedStream } from './managed-stream.js';

/** Answers `<r/>`. */
export function answerRequest(host: Host, connection: Connection): void {
  const { session } = connection;
  if (session?.management === undefined) return connection.fail('unsupported-stanza-type');
  if (host.faults.management.of(session.account.name).ignoresRequests === true) return;
  connection.send(ackFor(host, session, session.management));
}

/** `<a/>` for a session, as it is now. */
export const ackFor = (host: Host, { account }: Session, { handled }: ManagedStream): XmlElement =>
  ack(told(handled, host.faults.management.of(account.name).ack));

/** Takes the client's `<a/>`. */
export function takeAck(connection: Connection, el: XmlElement): void {
  const management = connection.session?.management;
  if (management === undefined) return connection.fail('unsupported-stanza-type');
  const h = readCount(el.attrs['h']);
  if (h === undefined) return connection.fail('bad-format', 'an <a/> has an h');
  if (!management.acknowledge(h)) failTooHigh(connection, h, management);
}

/** The client acknowledges what it was not sent: its stream ends (section 6). */
export function failTooHigh(connection: Connection, h: number, { sent }: ManagedStream): void {
  const text = `You acknowledged ${h} stanzas, but I only sent you ${sent} so far.`;
  connection.fail('undefined-condition', text, handledCountTooHigh(h, sent));
}
