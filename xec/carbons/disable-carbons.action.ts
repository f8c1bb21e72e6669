import { disableCarbons, iqSet, type Element } from '@xec/stanza';
import { Action, action, type ActionContext } from '../core/index.js';

/** Asks the server for no more copies on this stream (XEP-0280 section 5). Answers with `carbons_disable_handle`. */
@action('Carbons/Disable', { idempotent: true })
export class DisableCarbons extends Action<'Carbons/Disable'> {
  override build() {
    return iqSet(undefined, disableCarbons());
  }

  override handle(_reply: Element, ctx: ActionContext<'Carbons/Disable'>) {
    ctx.deliver('handle', {});
  }
}
