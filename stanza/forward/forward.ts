/**
 * XEP-0297: Stanza Forwarding, version 1.0 (2013-10-02).
 * https://xmpp.org/extensions/xep-0297.html
 */
import { NS_CLIENT, onlyChild, type Element } from '../core/index.js';
import { readDelays, type Delay } from '../message/index.js';

export const NS_FORWARD = 'urn:xmpp:forward:0';

/** A message in another stanza. By itself it is a quotation by the outer sender (section 6.1). */
export interface ForwardedMessage {
  /** The `<message/>`, in `jabber:client`. */
  readonly message: Element;
  /** When it came to whoever forwards it; of several the first. */
  readonly delay?: Delay;
}

/**
 * Reads the one `<forwarded/>` child of an encapsulating element, with the one message in it.
 *
 * @returns `undefined` where there is none, or more than one of either: "exactly one" is what each
 * extension that is built on it says.
 */
export function readForwarded(wrapper: Element): ForwardedMessage | undefined {
  const forwarded = onlyChild(wrapper, isForwarded);
  const message = forwarded && onlyChild(forwarded, isOfClients);
  if (forwarded === undefined || message?.getName() !== 'message') return undefined;
  const [delay] = readDelays(forwarded);
  return delay === undefined ? { message } : { message, delay };
}

const isForwarded = (el: Element): boolean => el.is('forwarded', NS_FORWARD);

const isOfClients = (el: Element): boolean => el.getNS() === NS_CLIENT;
