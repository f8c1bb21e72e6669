import { NS_CLIENT, readMessage, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { messageContent } from './message-content.js';

/**
 * Messages (RFC 6121 section 5). What has neither body nor subject says something to other payloads
 * only; what is forwarded in it, to none but those that unwrap it.
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
  override handle(el: Element, ctx: PayloadContext<'Message'>) {
    const read = readMessage(el, ctx.self.toBare());
    if (read === undefined) return;
    const { id, from, to, error } = read;
    if (error !== undefined) {
      const about = { ...(id !== undefined && { id }), from, ...(to !== undefined && { to }) };
      ctx.deliver('error', { ...about, ...error });
    } else if (read.body !== undefined) {
      ctx.deliver(messageContent(read, ctx));
    } else if (read.subject !== undefined) {
      ctx.emit('subject', messageContent(read, ctx));
    }
  }
}
