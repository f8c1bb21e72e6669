import { enableCarbons, iqSet, type Element } from '@xec/stanza';
import { Action, action, type ActionContext } from '../core/index.js';

/** Asks the server for copies of what other clients of the account send and receive (XEP-0280 section 4). Answers with `carbons_enable_handle`. */
@action('Carbons/Enable', { idempotent: true })
export class EnableCarbons extends Action<'Carbons/Enable'> {
  override build() {
    return iqSet(undefined, enableCarbons());
  }

  override handle(_reply: Element, ctx: ActionContext<'Carbons/Enable'>) {
    ctx.deliver('handle', {});
  }
}
