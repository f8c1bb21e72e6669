import {
  MalformedStanza,
  NS_BLOCKING,
  blocklistRequest,
  iqGet,
  readBlockItems,
  type Element,
} from '@xec/stanza';
import { Action, action, type ActionContext } from '../core/index.js';

/** Asks whom the account has blocked (XEP-0191 section 3.2). Answers with `blocking_request_handle`. */
@action('Blocking/Request', { idempotent: true })
export class RequestBlocklist extends Action<'Blocking/Request'> {
  override build() {
    return iqGet(undefined, blocklistRequest());
  }

  override handle(reply: Element, ctx: ActionContext<'Blocking/Request'>) {
    const list = reply.getChild('blocklist', NS_BLOCKING);
    if (list === undefined) throw new MalformedStanza('expected a blocklist in the answer');
    ctx.deliver('handle', { jids: readBlockItems(list) });
  }
}
