import { displayedMessage, type Element } from '@xec/stanza';
import { Action, action, type ActionContext, type BuildContext } from '../core/index.js';
import { mustSeePresence } from './may-see-presence.js';
import { displayedParams, type DisplayedParams } from './schemas.js';

/**
 * Tells `to` that the messages up to `id` were displayed (XEP-0333 section 4.2). Send one for the
 * last message only, and for one that asked for it; in rooms, for any. Answers with
 * `message_displayed_handle`.
 */
@action('Message/Displayed', { params: displayedParams })
export class SendDisplayed extends Action<'Message/Displayed', DisplayedParams> {
  override build(ctx: BuildContext) {
    const { id, type = 'chat', ...rest } = this.params;
    mustSeePresence(ctx, rest.to, 'a marker');
    return displayedMessage(id, { ...rest, type });
  }

  override handle(_sent: Element, ctx: ActionContext<'Message/Displayed'>) {
    ctx.deliver('handle', this.params);
  }
}
