import { confirmAccepted, type Element } from '@xec/stanza';
import { Action, action, type ActionContext, type BuildContext } from '../core/index.js';
import { answerParams, type AnswerParams } from './schema.js';
import { answerTo, forget } from './waiting.js';

/** Says that it was us who made an HTTP request (XEP-0070 section 4.3), once. Answers with `confirm_accept_handle`. */
@action('Confirm/Accept', { params: answerParams })
export class AcceptConfirm extends Action<'Confirm/Accept', AnswerParams> {
  override build(ctx: BuildContext) {
    return confirmAccepted(answerTo(ctx, this.params));
  }

  override handle(_sent: Element, ctx: ActionContext<'Confirm/Accept'>) {
    forget(ctx, this.params);
    ctx.deliver('handle', this.params);
  }
}
