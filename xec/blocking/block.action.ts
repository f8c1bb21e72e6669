import { blockElement, iqSet, type Element } from '@xec/stanza';
import type * as v from 'valibot';
import { Action, action, type ActionContext } from '../core/index.js';
import { blockParams } from './schema.js';

/**
 * Blocks JIDs (XEP-0191 section 3.3), and with `report` tells the own server why (XEP-0377). Answers
 * with `blocking_block_handle`; all clients of the account hear `blocked`.
 */
@action('Blocking/Block', { params: blockParams, idempotent: true })
export class Block extends Action<'Blocking/Block', v.InferOutput<typeof blockParams>> {
  override build() {
    return iqSet(undefined, blockElement(this.params.jids, this.params.report));
  }

  override handle(_reply: Element, ctx: ActionContext<'Blocking/Block'>) {
    ctx.deliver('handle', this.params);
  }
}
