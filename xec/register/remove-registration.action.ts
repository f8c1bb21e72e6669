import { iqSet, registerRemoval, registerSubmission, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, jid, type ActionContext, type ActionError } from '../core/index.js';
import { dataFormSchema } from '../data-forms/index.js';
import { accountRefusal } from './schema.js';

type Context = ActionContext<'Register/Remove'>;

const params = v.object({
  to: v.exactOptional(jid),
  /** The form that a refusal brought, filled in. */
  form: v.exactOptional(dataFormSchema),
});

/**
 * Gives up the registration with a service (XEP-0077 section 3.2), or without `to` the own account:
 * all that the server keeps of it is gone then, and the stream ends. Answers with
 * `register_remove_handle`.
 *
 * To the own server "the entity SHOULD NOT include a … 'to' address"; ejabberd answers such a one in
 * another name than that which was asked.
 */
@action('Register/Remove', { params, isSecret: true })
export class RemoveRegistration extends Action<'Register/Remove', v.InferOutput<typeof params>> {
  override build() {
    const { to, form } = this.params;
    return iqSet(to, form === undefined ? registerRemoval() : registerSubmission({ form }));
  }

  override handle(_reply: Element, ctx: Context) {
    ctx.deliver('handle', { jid: this.#asked(ctx) });
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', accountRefusal(this.#asked(ctx), error, ctx.stanza));
  }

  #asked(ctx: Context): string {
    return this.params.to ?? ctx.self.domain;
  }
}
