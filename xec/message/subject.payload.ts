import { NS_CLIENT, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { messageContent } from './message-content.js';
import { messageOf } from './message-of.js';

/**
 * A subject on its own, which is that of the conversation from now on (XEP-0045 section 8.1); one beside
 * a body is part of that message.
 */
@payload('Subject', {
  name: 'subject',
  xmlns: NS_CLIENT,
  under: 'message',
  from: 'any',
  types: ['chat', 'groupchat', 'headline', 'normal'],
})
export class SubjectReceived extends Payload<'Subject'> {
  override handle(el: Element, ctx: PayloadContext<'Subject'>) {
    if (el !== ctx.stanza.getChild('subject', NS_CLIENT)) return; // the same in another language
    const read = messageOf(ctx);
    if (read?.subject === undefined || read.body !== undefined) return;
    ctx.deliver(messageContent(read, ctx));
  }
}
