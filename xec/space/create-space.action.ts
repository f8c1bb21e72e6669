import { createNode, iqSet, spaceAccess, spaceOptions, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { action, type ActionContext } from '../core/index.js';
import { NodeAction } from '../pubsub/index.js';
import { learnSpace } from './known.js';
import { space } from './schema.js';

const params = v.object({
  ...space,
  title: v.exactOptional(v.string()),
  description: v.exactOptional(v.string()),
  /** Who may be in it. Default `open`. */
  access: v.exactOptional(v.picklist(spaceAccess)),
});

/**
 * Makes a space: a node of a service, set up as XEP-0503 section 3 has it. Answers with
 * `space_create_handle`; `not-acceptable` where the service knows no such `access`. Who makes a space is its owner; to hear of it, subscribe.
 */
@action('Space/Create', { params })
export class CreateSpace extends NodeAction<'Space/Create', v.InferOutput<typeof params>> {
  override build() {
    const { to, node, ...settings } = this.params;
    return iqSet(to, createNode(node, spaceOptions(settings)));
  }

  override handle(reply: Element, ctx: ActionContext<'Space/Create'>) {
    learnSpace(ctx, this.params);
    super.handle(reply, ctx);
  }
}
