import {
  MalformedStanza,
  iqGet,
  lastActivityRequest,
  readLastActivity,
  type Element,
} from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, jid, type ActionContext } from '../core/index.js';

/**
 * Asks how long ago something was (XEP-0012): a contact's bare JID tells the last logout, or 0 while
 * it is online (section 3); a full JID how long the user is idle (section 4); a domain how long the
 * server runs (section 5). Answers with `lastactivity_get_handle`.
 */
@action('LastActivity/Get', { params: v.object({ jid }), idempotent: true })
export class GetLastActivity extends Action<'LastActivity/Get', { jid: string }> {
  override build() {
    return iqGet(this.params.jid, lastActivityRequest());
  }

  override handle(reply: Element, ctx: ActionContext<'LastActivity/Get'>) {
    const last = readLastActivity(reply);
    if (last === undefined) throw new MalformedStanza('expected seconds in the answer');
    ctx.deliver('handle', { ...this.params, ...last });
  }
}
