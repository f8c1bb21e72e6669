import { MalformedStanza, bobRequest, iqGet, readBobData, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, jid, type ActionContext } from '../core/index.js';
import { keepBob } from './kept.js';
import { bobCid } from './schema.js';

const params = v.object({ to: jid, cid: bobCid });

/**
 * Asks for the bytes of a Content-ID (XEP-0231 section 2.3): whoever named it, with the resource.
 * Answers with `bob_request_handle`; `bob_request_bad_data` where the bytes are not those of that
 * name, which are thrown away.
 */
@action('BOB/Request', { params, idempotent: true })
export class RequestBob extends Action<'BOB/Request', v.InferOutput<typeof params>> {
  override build() {
    return iqGet(this.params.to, bobRequest(this.params.cid));
  }

  /** While it is asked for, it is not asked for again: see `wantBob`. */
  override holds() {
    const { to, cid } = this.params;
    return { section: 'askedBob', key: cid, value: { of: to } } as const;
  }

  override handle(reply: Element, ctx: ActionContext<'BOB/Request'>) {
    const { to, cid } = this.params;
    let data;
    try {
      data = readBobData(reply);
    } catch (error) {
      if (!(error instanceof MalformedStanza)) throw error;
    }
    if (data?.cid !== cid) {
      ctx.deliver('bad_data', { jid: to, cid });
      return;
    }
    keepBob(ctx, data);
    ctx.deliver('handle', { jid: to, data });
  }
}
