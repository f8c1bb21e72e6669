import { contentMessage, type Element } from '@xec/stanza';
import { Action, action, type ActionContext, type ActionError } from '../core/index.js';
import { publishParams, type PublishParams } from './schemas.js';

/**
 * Sends a message (RFC 6121 section 5). Answers with `message_publish_handle` when it has left, or
 * with `message_publish_error`; what comes back refused later is `message_error`.
 *
 * Its id is made by the engine after `build`, so it does not stand in the message as origin-id too;
 * who wants one, for rooms that change ids, gives it (XEP-0359 section 3.2).
 */
@action('Message/Publish', { params: publishParams })
export class PublishMessage extends Action<'Message/Publish', PublishParams> {
  override build() {
    return contentMessage({ ...this.params, type: this.params.type ?? 'chat' });
  }

  override handle(_sent: Element, ctx: ActionContext<'Message/Publish'>) {
    const { to, type = 'chat', originId, body, subject, replaces, reply, oob, files } = this.params;
    ctx.deliver('handle', {
      id: ctx.id,
      to,
      type,
      ...(originId !== undefined && { originId }),
      ...(body !== undefined && { body }),
      ...(subject !== undefined && { subject }),
      ...(replaces !== undefined && { replaces }),
      ...(reply !== undefined && { reply }),
      ...(oob !== undefined && { oob }),
      ...(files !== undefined && { files }),
    });
  }

  override error(error: ActionError, ctx: ActionContext<'Message/Publish'>) {
    const { condition, type, text, by, application, delivered } = error;
    ctx.deliver('error', {
      id: ctx.id,
      to: this.params.to,
      condition,
      type,
      ...(text !== undefined && { text }),
      ...(by !== undefined && { by }),
      ...(application !== undefined && { application }),
      ...(delivered !== undefined && { delivered }),
    });
  }
}
