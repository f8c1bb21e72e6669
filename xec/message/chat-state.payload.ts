import { NS_CHAT_STATES, chatStates, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { delayOf } from './message-content.js';
import { messageOf } from './message-of.js';

/**
 * Chat states (XEP-0085). A state speaks for its sender and of now: one that came late is passed
 * over, and so is `gone` in a room (section 5.4).
 */
@payload('ChatState', {
  names: chatStates,
  xmlns: NS_CHAT_STATES,
  under: 'message',
  from: 'any',
})
export class ChatStateReceived extends Payload<'ChatState'> {
  override handle(_el: Element, ctx: PayloadContext<'ChatState'>) {
    const read = messageOf(ctx);
    if (read?.chatState === undefined || read.type === 'error') return;
    const { type, from, chatState: state } = read;
    if (delayOf(read, ctx) !== undefined) return;
    if (type === 'groupchat' && state === 'gone') return;
    ctx.deliver({ from, state, type });
  }
}
