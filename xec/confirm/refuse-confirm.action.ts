import { confirmRefused, type Element } from '@xec/stanza';
import { Action, action, type ActionContext, type BuildContext } from '../core/index.js';
import { answerParams, type AnswerParams } from './schema.js';
import { answerTo, forget } from './waiting.js';

/** Says that it was not us who made an HTTP request (XEP-0070 section 4.3), once. Answers with `confirm_refuse_handle`. */
@action('Confirm/Refuse', { params: answerParams })
export class RefuseConfirm extends Action<'Confirm/Refuse', AnswerParams> {
  override build(ctx: BuildContext) {
    return confirmRefused(answerTo(ctx, this.params));
  }

  override handle(_sent: Element, ctx: ActionContext<'Confirm/Refuse'>) {
    forget(ctx, this.params);
    ctx.deliver('handle', this.params);
  }
}
