import { createNode, iqSet, type Element } from '@xec/stanza';
import type * as v from 'valibot';
import { Action, action, type ActionContext, type StanzaError } from '../core/index.js';
import { placeOf, refused, storageOptions, storageParams } from './schema.js';

type Context = ActionContext<'Pubsub/CreatePersistentStorage'>;

/**
 * Makes a node that keeps what is in it, for the owner alone (XEP-0223 section 3), or with an
 * `accessModel` for others (XEP-0222 section 3). Answers with `pubsub_createpersistentstorage_handle`;
 * `…_errorconflict` where it is there. `Storage/Set` and the like do so by themselves.
 */
@action('Pubsub/CreatePersistentStorage', { params: storageParams })
export class CreatePersistentStorage extends Action<
  'Pubsub/CreatePersistentStorage',
  v.InferOutput<typeof storageParams>
> {
  override build() {
    const { to, node } = this.params;
    return iqSet(to, createNode(node, storageOptions(this.params)));
  }

  override handle(_reply: Element, ctx: Context) {
    ctx.deliver('handle', placeOf(this.params, ctx));
  }

  override errorConflict(error: StanzaError, ctx: Context) {
    ctx.deliver('errorconflict', refused(this.params, ctx, error));
  }
}
