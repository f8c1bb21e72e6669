import { MalformedStanza, commandElement, iqSet, readCommand, type Element } from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  errorContent,
  jid,
  type ActionContext,
  type ActionError,
} from '../core/index.js';

type Context = ActionContext<'AdHoc/Command'>;

const params = v.object({ to: jid, node: v.string() });

/**
 * Begins a command (XEP-0050 section 2.4). Answers with `adhoc_command_handle`: it is done, or wants a
 * form filled in, with which `SubmitCommand` goes on.
 */
@action('AdHoc/Command', { params })
export class RunCommand extends Action<'AdHoc/Command', v.InferOutput<typeof params>> {
  override build() {
    return iqSet(this.params.to, commandElement({ node: this.params.node }));
  }

  override handle(reply: Element, ctx: Context) {
    const command = readCommand(reply);
    if (command === undefined) throw new MalformedStanza('expected a command in the answer');
    ctx.deliver('handle', { jid: this.params.to, command });
  }

  override error(error: ActionError, ctx: Context) {
    const { to, node } = this.params;
    ctx.deliver('error', { jid: to, node, ...v.parse(errorContent, error) });
  }
}
