import {
  MalformedStanza,
  NS_COMMANDS,
  discoItemsRequest,
  iqGet,
  readDiscoItems,
  type Element,
} from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  errorContent,
  jid,
  type ActionContext,
  type ActionError,
} from '../core/index.js';

type Context = ActionContext<'AdHoc/Get'>;

const params = v.object({ to: jid });

/**
 * Asks which commands there are for us at `to` (XEP-0050 section 2.2). Answers with `adhoc_get_handle`;
 * a command may be at another JID than the one that lists it.
 */
@action('AdHoc/Get', { params, idempotent: true })
export class GetCommands extends Action<'AdHoc/Get', v.InferOutput<typeof params>> {
  override build() {
    return iqGet(this.params.to, discoItemsRequest(NS_COMMANDS));
  }

  override handle(reply: Element, ctx: Context) {
    const items = readDiscoItems(reply);
    if (items === undefined) throw new MalformedStanza('expected the list of commands');
    // An item without node names no command.
    const commands = items.flatMap(({ node, ...item }) => (node ? [{ ...item, node }] : []));
    ctx.deliver('handle', { jid: this.params.to, commands });
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', { jid: this.params.to, ...v.parse(errorContent, error) });
  }
}
