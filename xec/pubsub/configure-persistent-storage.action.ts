import { NS_PUBSUB_NODE_CONFIG, configureNode, iqSet, nodeForm, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, type ActionContext, type StanzaError } from '../core/index.js';
import { at, placeOf, refused, storageOptions } from './schema.js';

type Context = ActionContext<'Pubsub/ConfigurePersistentStorage'>;

const params = v.object(at);

/**
 * Sets a node of ours up so that it keeps what is in it, for the owner alone (XEP-0223); what else its
 * set-up says stays. Answers with `pubsub_configurepersistentstorage_handle`.
 */
@action('Pubsub/ConfigurePersistentStorage', { params, idempotent: true })
export class ConfigurePersistentStorage extends Action<
  'Pubsub/ConfigurePersistentStorage',
  v.InferOutput<typeof params>
> {
  override build() {
    const { to, node } = this.params;
    return iqSet(to, configureNode(node, nodeForm(NS_PUBSUB_NODE_CONFIG, storageOptions)));
  }

  override handle(_reply: Element, ctx: Context) {
    ctx.deliver('handle', placeOf(this.params, ctx));
  }

  override errorFeatureNotImplemented(error: StanzaError, ctx: Context) {
    ctx.deliver('errorfeaturenotimplemented', refused(this.params, ctx, error));
  }

  override errorItemNotFound(error: StanzaError, ctx: Context) {
    ctx.deliver('erroritemnotfound', refused(this.params, ctx, error));
  }
}
