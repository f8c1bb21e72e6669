import {
  MalformedStanza,
  formatDateTime,
  formatTimezone,
  iqGet,
  readTime,
  timeRequest,
  type Element,
} from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, jid, type ActionContext } from '../core/index.js';

/**
 * Asks a server, or somebody's resource, what time it is there (XEP-0202 section 2). Answers with
 * `entitytime_get_handle`; clients answer those who may see their presence.
 */
@action('EntityTime/Get', { params: v.object({ jid }), idempotent: true })
export class GetTime extends Action<'EntityTime/Get', { jid: string }> {
  override build() {
    return iqGet(this.params.jid, timeRequest());
  }

  override handle(reply: Element, ctx: ActionContext<'EntityTime/Get'>) {
    const time = readTime(reply);
    if (time === undefined) throw new MalformedStanza('expected a time and a zone in the answer');
    ctx.deliver('handle', {
      ...this.params,
      utc: formatDateTime(time.utc),
      tzo: formatTimezone(time.offsetMinutes),
    });
  }
}
