/**
 * Binds a resource (RFC 6120 section 7).
 */
import {
  bindRequest,
  isStanza,
  readBound,
  readJid,
  readStanzaError,
  NS_BIND,
  type Element,
  type Jid,
  type StreamFeatures,
} from '@xec/stanza';
import { newId, type Runtime } from '@xec/xec';
import { StreamEnd } from '../stream-end.js';
import type { Stream } from '../stream.js';
import { unexpected } from '../unexpected.js';
import type { Account } from './account.js';
import { keepEarly } from './managed-login.js';

/** Binds; the server's choice is the JID, whatever was asked for. */
export async function bind(
  stream: Stream,
  account: Account,
  { namespaces }: StreamFeatures,
  runtime: Runtime,
  early: Element[],
): Promise<Jid> {
  if (!namespaces.includes(NS_BIND)) {
    throw stream.fail('unsupported-feature', 'the server offers no resource binding');
  }
  const id = newId(runtime);
  stream.sendElement(bindRequest(id, account.resource));
  const reply = await bindReply(stream, id, account, early);
  if (isError(reply)) {
    const { condition, text, type } = readStanzaError(reply);
    // `wait`: the server itself says that the same may go well later (RFC 6120 section 8.3.2).
    const kind = type === 'wait' ? 'postponed' : 'refused';
    throw new StreamEnd(kind, condition, `no resource was bound: ${text ?? condition}`);
  }
  return checkBound(stream, account, readBound(reply));
}

/** Nobody but the account that logged in is bound. */
export function checkBound(stream: Stream, account: Account, jid: Jid | undefined): Jid {
  if (jid === undefined) throw stream.fail('bad-format', 'expected the bound JID, got none');
  checkAccount(stream, account, jid, 'bound a JID of another account');
  return jid;
}

/** Who logged in without an account has the one that the server gives. */
export function checkAccount(
  stream: Stream,
  { domain, local }: Account,
  jid: Jid,
  did: string,
): void {
  if (jid.domain === domain && (local ?? jid.local) === jid.local) return;
  throw stream.fail('invalid-from', `the server ${did}`);
}

/** The answer to the binding; stanzas that come before it are handled after the login. */
async function bindReply(
  stream: Stream,
  id: string,
  account: Account,
  early: Element[],
): Promise<Element> {
  for (;;) {
    const el = await stream.next();
    if (!isStanza(el)) throw unexpected(stream, el, 'the result of the binding');
    const isReply = el.name === 'iq' && el.attrs['id'] === id && !isRequest(el);
    if (isReply && mayAnswer(el, account)) return el;
    keepEarly(stream, early, el);
  }
}

/** The server, or in its name the own account (RFC 6120 section 8.1.2.1). */
function mayAnswer(reply: Element, { domain, local }: Account): boolean {
  const from: unknown = reply.attrs['from'];
  if (typeof from !== 'string') return true;
  const jid = readJid(from);
  if (jid?.domain !== domain) return false;
  if (jid.local === undefined) return jid.isBare;
  if (local !== undefined && jid.local !== local) return false;
  return jid.isBare || isError(reply) || readBound(reply)?.equals(jid) === true;
}

const isError = ({ attrs }: Element): boolean => attrs['type'] === 'error';

const isRequest = ({ attrs }: Element): boolean =>
  attrs['type'] === 'get' || attrs['type'] === 'set';
