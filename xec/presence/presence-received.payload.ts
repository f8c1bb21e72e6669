import { NS_CLIENT, readDateTime, readJid, readPresence, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';

const NS_MUC_USER = 'http://jabber.org/protocol/muc#user';

/** A stamp later than this after now is absurd, whatever the clocks of servers say; our border. */
const MAX_AHEAD_MS = 24 * 60 * 60 * 1000;

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
    const { type, status, nick, delay, ...rest } = presence;
    const said = { ...(status !== undefined && { status }), ...(nick !== undefined && { nick }) };
    if (type === 'subscribe') {
      ctx.emit('subscribe', { jid: ctx.from.bare, ...said });
      return;
    }
    const isLate = delay !== undefined && isCredible(delay, ctx);
    ctx.deliver({ type, ...rest, ...said, ...(isLate && { delay }) });
  }
}

const isOfRoom = (el: Element, ctx: PayloadContext<'Presence'>): boolean =>
  ctx.fact('room', ctx.from.bare) !== undefined || el.getChild('x', NS_MUC_USER) !== undefined;

/**
 * Whether the own server, the sender's server or the sender says it, and not of the future (XEP-0203
 * section 5). Without a name it is the last server on its way.
 */
function isCredible(
  { stamp, from }: { readonly stamp: string; readonly from?: string },
  ctx: PayloadContext<'Presence'>,
): boolean {
  const date = readDateTime(stamp);
  if (date === undefined || date.getTime() > ctx.now() + MAX_AHEAD_MS) return false;
  if (from === undefined) return true;
  const domain = readJid(from)?.domain;
  return domain === ctx.from.domain || domain === ctx.self.domain;
}
