import { NS_CHAT_STATES, chatStates, readMessage, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { messageContent } from './message-content.js';

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
    const read = readMessage(ctx.stanza, ctx.self.toBare());
    if (read?.chatState === undefined || read.type === 'error') return;
    const { type, from, chatState: state } = read;
    if (messageContent(read, ctx).delay !== undefined) return;
    if (type === 'groupchat' && state === 'gone') return;
    ctx.deliver({ from, state, type });
  }
}
