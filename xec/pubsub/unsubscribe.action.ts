import { iqSet, unsubscribeFromNode, type Element } from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  jid,
  type BuildContext,
  type ActionContext,
  type StanzaError,
} from '../core/index.js';
import { at, notSubscribed, placeOf, refused } from './schema.js';

type Context = ActionContext<'Pubsub/Unsubscribe'>;

const params = v.object({ ...at, jid: v.exactOptional(jid), subid: v.exactOptional(v.string()) });

/**
 * Ends a subscription (XEP-0060 section 6.2). Answers with `pubsub_unsubscribe_handle`.
 */
@action('Pubsub/Unsubscribe', { params, conditions: [notSubscribed] })
export class UnsubscribeFromNode extends Action<
  'Pubsub/Unsubscribe',
  v.InferOutput<typeof params>
> {
  override build(ctx: BuildContext) {
    const { to, node, jid: who, subid } = this.params;
    return iqSet(to, unsubscribeFromNode(node, who ?? ctx.self.bare, subid));
  }

  override handle(_reply: Element, ctx: Context) {
    ctx.deliver('handle', placeOf(this.params, ctx));
  }

  errorNotSubscribed(error: StanzaError, ctx: Context) {
    ctx.deliver('errornotsubscribed', refused(this.params, ctx, error));
  }

  override errorUnexpectedRequest(error: StanzaError, ctx: Context) {
    ctx.deliver('errorunexpectedrequest', refused(this.params, ctx, error));
  }

  override errorItemNotFound(error: StanzaError, ctx: Context) {
    ctx.deliver('erroritemnotfound', refused(this.params, ctx, error));
  }
}
