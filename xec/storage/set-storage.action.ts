import { privateOptions } from '@xec/stanza';
import * as v from 'valibot';
import { action, namespaceOf, type ActionContext } from '../core/index.js';
import { PublishAction, mending } from '../pubsub/index.js';
import { data, elementOf } from './schema.js';

const params = v.object({ data, mending: v.exactOptional(mending) });

/**
 * Keeps an application's data at the own account, for itself alone (XEP-0223): one element, under its
 * namespace. It replaces what was there. Answers with `storage_set_handle`.
 */
@action('Storage/Set', { params, idempotent: true })
export class SetStorage extends PublishAction<'Storage/Set', v.InferOutput<typeof params>> {
  protected override publication() {
    const payload = elementOf(this.params.data);
    return { node: this.#namespace, id: 'current', payload, options: privateOptions };
  }

  protected override published(_id: string, ctx: ActionContext<'Storage/Set'>) {
    ctx.deliver('handle', { namespace: this.#namespace });
  }

  get #namespace(): string {
    return namespaceOf(this.params.data) ?? ''; // the schema knows that there is one
  }
}
