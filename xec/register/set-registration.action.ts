import { iqSet, registerSubmission, type Element } from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  jid,
  type ActionContext,
  type ActionError,
  type BuildContext,
  type StanzaError,
} from '../core/index.js';
import { demandPrivateStream } from './private-stream.js';
import { registerAnswerSchema, registerRefusal } from './schema.js';

type Context = ActionContext<'Register/Set'>;

const params = v.object({ to: jid, answer: registerAnswerSchema });

/**
 * Registers with a service, or changes the registration there (XEP-0077 section 3.1). `answer` is what
 * `registrationAnswer` makes of the service's form. Answers with `register_set_handle`.
 *
 * The answer may hold passwords: it is kept in memory only, and goes over private streams only. To make
 * an account before there is one, see `registerAccount` in @xec/client.
 */
@action('Register/Set', { params, isSecret: true })
export class SetRegistration extends Action<'Register/Set', v.InferOutput<typeof params>> {
  override build(ctx: BuildContext) {
    demandPrivateStream(ctx, 'Register/Set');
    return iqSet(this.params.to, registerSubmission(this.params.answer));
  }

  override handle(_reply: Element, ctx: Context) {
    ctx.deliver('handle', { jid: this.params.to });
  }

  override errorConflict(error: StanzaError, ctx: Context) {
    ctx.deliver('errorconflict', registerRefusal(this.params.to, error, ctx.stanza));
  }

  override errorNotAcceptable(error: StanzaError, ctx: Context) {
    ctx.deliver('errornotacceptable', registerRefusal(this.params.to, error, ctx.stanza));
  }

  override errorForbidden(error: StanzaError, ctx: Context) {
    ctx.deliver('errorforbidden', registerRefusal(this.params.to, error, ctx.stanza));
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', registerRefusal(this.params.to, error, ctx.stanza));
  }
}
