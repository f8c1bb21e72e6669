import {
  NS_MODERATION,
  iqSet,
  moderateRequest,
  moderationVersions,
  type Element,
} from '@xec/stanza';
import { Action, action, type ActionContext, type BuildContext } from '../core/index.js';
import { moderateParams, type ModerateParams } from './schemas.js';

/**
 * Takes a message of somebody else back, as a moderator of the room `to` (XEP-0425 section 4), in the
 * newest version that the room announces. Answers with `message_moderate_handle`; everybody hears
 * `moderated`.
 */
@action('Message/Moderate', { params: moderateParams, idempotent: true })
export class ModerateMessage extends Action<'Message/Moderate', ModerateParams> {
  override build(ctx: BuildContext) {
    const { to } = this.params;
    const features = ctx.fact('room', to)?.features ?? [];
    const version = moderationVersions.find((one) => features.includes(one)) ?? NS_MODERATION;
    return iqSet(to, moderateRequest(this.params, version));
  }

  override handle(_reply: Element, ctx: ActionContext<'Message/Moderate'>) {
    ctx.deliver('handle', this.params);
  }
}
