/**
 * XEP-0012: Last Activity, version 2.0 (2008-11-26).
 * https://xmpp.org/extensions/xep-0012.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';

export const NS_LAST = 'jabber:iq:last';

/**
 * How long ago something was. What, says the JID that was asked: for a bare JID the last logout
 * (section 3), for a full JID the user's last activity (section 4), for a domain its start (section 5).
 */
export interface LastActivity {
  readonly seconds: number;
  /** Of a bare JID: what its last presence of type `unavailable` said. */
  readonly status?: string;
}

/** `<query/>`, the child of an iq of type `get` (section 2). */
export const lastActivityRequest = (): XmlElement => xml('query', { xmlns: NS_LAST });

/** `<query/>`, the child of the answer (section 2). */
export const lastActivityResult = ({ seconds, status }: LastActivity): XmlElement =>
  xml('query', { xmlns: NS_LAST, seconds }, status);

/** Reads the answer in `iq`; `undefined` where `seconds` is no whole number, as it must be. */
export function readLastActivity(iq: Element): LastActivity | undefined {
  const query = iq.getChild('query', NS_LAST);
  const text: unknown = query?.attrs['seconds'];
  if (query === undefined || typeof text !== 'string' || !/^\d{1,15}$/.test(text)) return undefined;
  const status = query.getText();
  return { seconds: Number(text), ...(status !== '' && { status }) };
}
