import { iqSet, unsubscribeFromNode, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { action, type ActionContext, type ActionError, type BuildContext } from '../core/index.js';
import { NodeAction } from '../pubsub/index.js';
import { forgetSpace } from './known.js';
import { space } from './schema.js';

type Context = ActionContext<'Space/Unsubscribe'>;

const params = v.object({ ...space, subid: v.exactOptional(v.string()) });

/** Leaves a space (XEP-0060 section 6.2). Answers with `space_unsubscribe_handle`. */
@action('Space/Unsubscribe', { params })
export class UnsubscribeFromSpace extends NodeAction<
  'Space/Unsubscribe',
  v.InferOutput<typeof params>
> {
  override build({ self }: BuildContext) {
    const { to, node, subid } = this.params;
    return iqSet(to, unsubscribeFromNode(node, self.bare, subid));
  }

  override handle(reply: Element, ctx: Context) {
    forgetSpace(ctx, this.params);
    super.handle(reply, ctx);
  }

  override error(error: ActionError, ctx: Context) {
    this.refuse(ctx, error);
  }
}
