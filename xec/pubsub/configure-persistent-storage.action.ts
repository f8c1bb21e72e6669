import { NS_PUBSUB_NODE_CONFIG, configureNode, iqSet, nodeForm, type Element } from '@xec/stanza';
import type * as v from 'valibot';
import { Action, action, type ActionContext, type StanzaError } from '../core/index.js';
import { placeOf, refused, storageOptions, storageParams } from './schema.js';

type Context = ActionContext<'Pubsub/ConfigurePersistentStorage'>;

/**
 * Sets a node of ours up so that it keeps what is in it, for the owner alone (XEP-0223) or with an
 * `accessModel` for others (XEP-0222); what else its set-up says stays. Answers with `pubsub_configurepersistentstorage_handle`.
 */
@action('Pubsub/ConfigurePersistentStorage', { params: storageParams, idempotent: true })
export class ConfigurePersistentStorage extends Action<
  'Pubsub/ConfigurePersistentStorage',
  v.InferOutput<typeof storageParams>
> {
  override build() {
    const { to, node } = this.params;
    return iqSet(
      to,
      configureNode(node, nodeForm(NS_PUBSUB_NODE_CONFIG, storageOptions(this.params))),
    );
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
