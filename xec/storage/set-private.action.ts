import { iqSet, privateStorage, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, namespaceOf, type ActionContext } from '../core/index.js';
import { data, elementOf } from './schema.js';

const params = v.object({ data });

/**
 * Keeps an element for the own account in the older way (XEP-0049 section 2), for servers that keep
 * nothing private at the account. Answers with `storage_setprivate_handle`.
 */
@action('Storage/SetPrivate', { params, idempotent: true })
export class SetPrivate extends Action<'Storage/SetPrivate', v.InferOutput<typeof params>> {
  override build() {
    return iqSet(undefined, privateStorage(elementOf(this.params.data)));
  }

  override handle(_reply: Element, ctx: ActionContext<'Storage/SetPrivate'>) {
    ctx.deliver('handle', { namespace: namespaceOf(this.params.data) ?? '' });
  }
}
