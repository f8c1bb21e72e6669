import { NS_MICROBLOG, createNode, iqSet, microblogOptions, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, type ActionContext } from '../core/index.js';
import { accessModel, nodePlaceOf } from '../pubsub/index.js';

type Context = ActionContext<'Microblog/CreateNode'>;

const params = v.object({
  /** Who may see it; default: as the server sets nodes up, commonly those who see our presence. */
  accessModel: v.exactOptional(accessModel),
});

/**
 * Makes the node of the own posts, before there is one, set up as it must be (XEP-0277 section 4.1).
 * `Pubsub/PostPublish` makes it too. Answers with `microblog_createnode_handle`.
 */
@action('Microblog/CreateNode', { params })
export class CreateMicroblog extends Action<'Microblog/CreateNode', v.InferOutput<typeof params>> {
  override build() {
    const { accessModel: access } = this.params;
    return iqSet(
      undefined,
      createNode(NS_MICROBLOG, {
        ...microblogOptions,
        ...(access !== undefined && { access_model: access }),
      }),
    );
  }

  override handle(_reply: Element, ctx: Context) {
    ctx.deliver('handle', nodePlaceOf({ node: NS_MICROBLOG }, ctx));
  }
}
