import { iqSet, unblockElement, type Element } from '@xec/stanza';
import type * as v from 'valibot';
import { Action, action, type ActionContext } from '../core/index.js';
import { unblockParams } from './schema.js';

/**
 * Unblocks JIDs, or everybody with `{ all: true }` (XEP-0191 sections 3.4 and 3.5). Answers with
 * `blocking_unblock_handle`; all clients of the account hear `unblocked`.
 */
@action('Blocking/Unblock', { params: unblockParams, idempotent: true })
export class Unblock extends Action<'Blocking/Unblock', v.InferOutput<typeof unblockParams>> {
  override build() {
    return iqSet(undefined, unblockElement('jids' in this.params ? this.params.jids : []));
  }

  override handle(_reply: Element, ctx: ActionContext<'Blocking/Unblock'>) {
    ctx.deliver('handle', this.params);
  }
}
