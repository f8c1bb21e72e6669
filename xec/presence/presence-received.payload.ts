import {
  NS_CLIENT,
  readJid,
  readPreauth,
  readPresence,
  type Delay,
  type Element,
  type PresenceInfo,
} from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { isSensibleDelay } from '../message/index.js';

const NS_MUC_USER = 'http://jabber.org/protocol/muc#user';

/**
 * Presence (RFC 6121 sections 3 and 4). Anyone may send it: servers hand on what contacts say, and
 * strangers may ask for a subscription or send theirs directly. Subscriptions are never granted here.
 *
 * Presence in rooms (XEP-0045) has keys of its own and is left to the feature that knows rooms.
 */
@payload('Presence', {
  name: 'presence',
  xmlns: NS_CLIENT,
  under: 'stream',
  from: 'any',
  types: [
    'available',
    'unavailable',
    'error',
    'subscribe',
    'subscribed',
    'unsubscribe',
    'unsubscribed',
  ],
})
export class PresenceReceived extends Payload<'Presence'> {
  override handle(el: Element, ctx: PayloadContext<'Presence'>) {
    if (isOfRoom(el, ctx)) return;
    const presence = readPresence(el, ctx.from);
    if (presence === undefined) return;
    const { type, status, nick, delay } = presence;
    if (type === 'subscribe') {
      const preauth = readPreauth(el);
      ctx.emit('subscribe', {
        jid: ctx.from.bare,
        ...(status !== undefined && { status }),
        ...(nick !== undefined && { nick }),
        ...(preauth !== undefined && { preauth }),
      });
      return;
    }
    if (delay === undefined || isCredible(delay, ctx)) ctx.deliver(presence as Told);
    else {
      const { delay: _claimed, ...rest } = presence;
      ctx.deliver(rest as Told);
    }
  }
}

/** Of a type that was not told above; not copied to say so. */
type Told = PresenceInfo & { readonly type: Exclude<PresenceInfo['type'], 'subscribe'> };

const isOfRoom = (el: Element, ctx: PayloadContext<'Presence'>): boolean =>
  ctx.isRoom(ctx.from.bare) || el.getChild('x', NS_MUC_USER) !== undefined;

/**
 * Only the own server is believed to say when something was sent (XEP-0203 section 5). ejabberd says it
 * in the name of the contact whose presence it kept.
 */
const isCredible = (delay: Delay, ctx: PayloadContext<'Presence'>): boolean =>
  readJid(delay.from)?.domain === ctx.self.domain && isSensibleDelay(delay, ctx.now());
