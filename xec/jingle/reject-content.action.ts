import type { Element } from '@xec/stanza';
import {
  Action,
  action,
  type ActionContext,
  type BuildContext,
  type StanzaError,
} from '../core/index.js';
import { asked, contentParams, inSession, lostSession, type ContentParams } from './requests.js';

/**
 * Declines contents that the peer added (XEP-0166 section 7.2.4). Answers with
 * `jingle_contentreject_handle`.
 */
@action('Jingle/ContentReject', { params: contentParams })
export class RejectContent extends Action<'Jingle/ContentReject', ContentParams> {
  override build(ctx: BuildContext) {
    return inSession(ctx, 'content-reject', this.params);
  }

  override handle(_reply: Element, ctx: ActionContext<'Jingle/ContentReject'>) {
    ctx.deliver('handle', asked(this.params));
  }

  override errorItemNotFound(error: StanzaError, ctx: ActionContext<'Jingle/ContentReject'>) {
    ctx.deliver('erroritemnotfound', lostSession(ctx, this.params, error));
  }
}
