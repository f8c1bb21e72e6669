/**
 * Resource binding (RFC 6120 section 7), the server's side.
 */
import { readJid, xml, type Element, type Jid, type XmlElement } from '@xec/stanza';
import type { Account } from './accounts.js';
import type { Connection } from './connection.js';
import { errorReply, resultReply } from './errors.js';
import type { Host } from './host.js';
import { NS_BIND } from './namespaces.js';
import { Session } from './session.js';

type Resource = string | ((asked: string | undefined) => string);

/** Binds and answers; `undefined` where the resource cannot be one: the client may ask again. */
export function bindResource(
  host: Host,
  connection: Connection,
  account: Account,
  iq: XmlElement,
  bind: Element,
): Session | undefined {
  const text = bind.getChildText('resource', NS_BIND);
  const session = host.openSession(connection, account, text ?? undefined);
  connection.send(
    session === undefined
      ? errorReply(iq, 'bad-request', 'that is no resource')
      : resultReply(iq, xml('bind', { xmlns: NS_BIND }, xml('jid', {}, session.address))),
  );
  return session;
}

/** Opens a session, with the resource that was asked for unless a rule imposes another. */
export function openSession(
  host: Host,
  connection: Connection,
  account: Account,
  wanted: string | undefined,
  imposed: Resource | undefined,
): Session | undefined {
  const asked = wanted === '' ? undefined : wanted;
  const rule = host.faults.login.of(account.name).resource ?? imposed;
  const given = typeof rule === 'function' ? rule(asked) : rule;
  const jid = address(account, given ?? asked ?? host.randomId());
  if (jid?.resource === undefined) return undefined;
  // Of the three ways of section 7.7.2.2 the one that Prosody and ejabberd took: the newer wins.
  account.sessions.get(jid.resource)?.end('conflict', 'Replaced by new connection');
  const session = new Session(host, host.nextStreamId(), jid, account, connection);
  account.sessions.set(jid.resource, session);
  return session;
}

const address = (account: Account, resource: string): Jid | undefined =>
  readJid(`${account.jid}/${resource}`);
