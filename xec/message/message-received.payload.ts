import {
  NS_CLIENT,
  NS_REACTIONS,
  NS_RETRACTION,
  withoutFallback,
  type Element,
  type Message,
} from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { messageContent } from './message-content.js';
import { messageOf } from './message-of.js';

/** What has a payload of its own; a body that stands for it is no message (XEP-0428 section 4). */
const TOLD: readonly string[] = [NS_RETRACTION, NS_REACTIONS];

const isFallbackOnly = ({ body, fallbacks = [], retracts, reactions }: Message): boolean =>
  body !== undefined &&
  (retracts ?? reactions) !== undefined &&
  withoutFallback(body, fallbacks, TOLD).trim() === '';

/**
 * Messages (RFC 6121 section 5), encrypted ones too, which need no body (XEP-0384). What has no body says
 * something to other payloads only; what is forwarded in it, to none but those that unwrap it.
 *
 * Anyone may write; of type groupchat the engine lets only joined rooms through.
 */
@payload('Message', {
  name: 'message',
  xmlns: NS_CLIENT,
  under: 'stream',
  from: 'any',
  types: ['chat', 'error', 'groupchat', 'headline', 'normal'],
})
export class MessageReceived extends Payload<'Message'> {
  override handle(_el: Element, ctx: PayloadContext<'Message'>) {
    const read = messageOf(ctx);
    if (read === undefined) return;
    const { id, from, to, error } = read;
    if (error !== undefined) {
      const about = { ...(id !== undefined && { id }), from, ...(to !== undefined && { to }) };
      ctx.deliver('error', { ...about, ...error });
    } else if (isFallbackOnly(read)) {
      // Other payloads tell what it stands for.
    } else if (read.body !== undefined || read.encrypted !== undefined) {
      ctx.deliver(messageContent(read, ctx));
    }
  }
}
