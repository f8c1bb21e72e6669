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
import { commandStepSchema } from './schema.js';

type Context = ActionContext<'AdHoc/Submit'>;

const params = v.object({
  ...commandStepSchema.entries,
  to: jid,
  sessionId: v.string(),
});

/**
 * Goes on with a command, or cancels it (XEP-0050 section 2.4). Answers with `adhoc_submit_handle`.
 *
 * Forms of commands may ask for passwords: what is filled in is kept in memory only.
 */
@action('AdHoc/Submit', { params, isSecret: true })
export class SubmitCommand extends Action<'AdHoc/Submit', v.InferOutput<typeof params>> {
  override build() {
    return iqSet(this.params.to, commandElement(this.params));
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
