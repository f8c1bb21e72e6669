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
 * Tells candidates that were found later (XEP-0176 section 5.6); `readSdpCandidates` makes the
 * contents. Answers with `jingle_transportinfo_handle`.
 */
@action('Jingle/TransportInfo', { params: contentParams })
export class SendTransportInfo extends Action<'Jingle/TransportInfo', ContentParams> {
  override build(ctx: BuildContext) {
    return inSession(ctx, 'transport-info', this.params);
  }

  override handle(_reply: Element, ctx: ActionContext<'Jingle/TransportInfo'>) {
    ctx.deliver('handle', asked(this.params));
  }

  override errorItemNotFound(error: StanzaError, ctx: ActionContext<'Jingle/TransportInfo'>) {
    ctx.deliver('erroritemnotfound', lostSession(ctx, this.params, error));
  }
}
