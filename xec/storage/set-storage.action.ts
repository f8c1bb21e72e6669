import { privateOptions, publicOptions } from '@xec/stanza';
import * as v from 'valibot';
import { action, namespaceOf, type ActionContext } from '../core/index.js';
import { PublishAction, mending } from '../pubsub/index.js';
import { data, elementOf } from './schema.js';

const params = v.object({
  data,
  /**
   * Who else may read it; absent: nobody. No model that lets in fewer than a service does by itself: on one
   * that knows no options they would all be let in.
   */
  accessModel: v.exactOptional(v.picklist(['open', 'presence'])),
  mending: v.exactOptional(mending),
});

/**
 * Keeps an application's data at the own account, for itself alone (XEP-0223), or with an
 * `accessModel` for others too (XEP-0222): one element, under its namespace. It replaces what was there. Answers with `storage_set_handle`.
 */
@action('Storage/Set', { params, idempotent: true })
export class SetStorage extends PublishAction<'Storage/Set', v.InferOutput<typeof params>> {
  protected override publication() {
    const { data, accessModel: access } = this.params;
    const options = access === undefined ? privateOptions : publicOptions(access);
    return { node: this.#namespace, id: 'current', payload: elementOf(data), options };
  }

  protected override published(_id: string, ctx: ActionContext<'Storage/Set'>) {
    ctx.deliver('handle', { namespace: this.#namespace });
  }

  get #namespace(): string {
    return namespaceOf(this.params.data) ?? ''; // the schema knows that there is one
  }
}
