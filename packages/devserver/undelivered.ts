/**
 * What a session was sent and has not acknowledged when it ends: treated as if it came for a resource
 * that is not there (XEP-0198 section 4).
 */
import { parse, readJid, type StanzaErrorCondition, type XmlElement } from '@xec/stanza';
import { errorReply } from './errors.js';
import type { Host } from './host.js';
import type { Session } from './session.js';

/** Gives the stanzas of a session that is over to whoever can do something with them. */
export function giveUp(host: Host, session: Session): void {
  for (const { stanza } of session.management?.unacknowledged() ?? []) {
    const el = parse(stanza.text);
    const type = el.attrs['type'] as string | undefined; // the parser makes it a string
    if (el.getName() === 'message') host.modules.undelivered(el, session, new Date(stanza.at));
    else if (el.getName() === 'iq' && (type === 'get' || type === 'set')) {
      bounce(host, el, 'service-unavailable');
    }
  }
}

/** Answers the sender of a stanza with an error, if it is a session or component that is there. */
export function bounce(host: Host, stanza: XmlElement, condition: StanzaErrorCondition): void {
  if (stanza.attrs['type'] === 'error') return;
  const from = readJid(stanza.attrs['from'] as string | undefined); // the parser makes it a string
  if (from === undefined) return;
  const sender = host.router.session(from) ?? host.components.at(from.domain);
  sender?.send(errorReply(stanza, condition));
}
