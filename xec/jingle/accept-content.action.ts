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
 * Takes contents that the peer added (XEP-0166 section 7.2.1). Answers with
 * `jingle_contentaccept_handle`.
 */
@action('Jingle/ContentAccept', { params: contentParams })
export class AcceptContent extends Action<'Jingle/ContentAccept', ContentParams> {
  override build(ctx: BuildContext) {
    return inSession(ctx, 'content-accept', this.params);
  }

  override handle(_reply: Element, ctx: ActionContext<'Jingle/ContentAccept'>) {
    ctx.deliver('handle', asked(this.params));
  }

  override errorItemNotFound(error: StanzaError, ctx: ActionContext<'Jingle/ContentAccept'>) {
    ctx.deliver('erroritemnotfound', lostSession(ctx, this.params, error));
  }
}
