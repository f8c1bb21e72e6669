import type { Element } from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  type ActionContext,
  type BuildContext,
  type StanzaError,
} from '../core/index.js';
import { asked, inSession, lostSession, sessionNames } from './requests.js';

const params = v.object({
  ...sessionNames,
  /** Without it the peer is only asked whether the session is alive (XEP-0166 section 6.8). */
  type: v.exactOptional(v.picklist(['active', 'hold', 'ringing', 'unhold'])),
});

/**
 * Tells what we do: that it rings here, that the peer waits (XEP-0167 section 7). Answers with
 * `jingle_sessioninfo_handle`.
 */
@action('Jingle/SessionInfo', { params })
export class SendSessionInfo extends Action<'Jingle/SessionInfo', v.InferOutput<typeof params>> {
  override build(ctx: BuildContext) {
    const { type, ...named } = this.params;
    return inSession(ctx, 'session-info', {
      ...named,
      ...(type !== undefined && { info: { type } }),
    });
  }

  override handle(_reply: Element, ctx: ActionContext<'Jingle/SessionInfo'>) {
    ctx.deliver('handle', asked(this.params));
  }

  override errorItemNotFound(error: StanzaError, ctx: ActionContext<'Jingle/SessionInfo'>) {
    ctx.deliver('erroritemnotfound', lostSession(ctx, this.params, error));
  }
}
