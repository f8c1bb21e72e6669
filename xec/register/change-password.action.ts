import { iqSet, passwordChange, registerSubmission, type Element } from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  type ActionContext,
  type ActionError,
  type BuildContext,
} from '../core/index.js';
import { dataFormSchema } from '../data-forms/index.js';
import { demandPrivateStream } from './private-stream.js';
import { accountRefusal } from './schema.js';

type Context = ActionContext<'Register/ChangePassword'>;

const password = v.pipe(v.string(), v.minLength(1, 'expected a password, got an empty text'));
const params = v.union([
  v.strictObject({ password }),
  /** The form that a refusal brought, filled in. */
  v.strictObject({ form: dataFormSchema }),
]);

/**
 * Changes the password of the own account (XEP-0077 section 3.3). Answers with
 * `register_changepassword_handle`.
 *
 * It goes over private streams only: TLS, or a server on this machine. The session itself goes on;
 * tell the client of the new password (`client.setPassword`), which later logins need. Where the outcome is
 * `connection-lost`, the password may be either.
 */
@action('Register/ChangePassword', { params, isSecret: true })
export class ChangePassword extends Action<
  'Register/ChangePassword',
  v.InferOutput<typeof params>
> {
  override build(ctx: BuildContext) {
    demandPrivateStream(ctx, 'Register/ChangePassword');
    const { self } = ctx;
    if (self.local === undefined) {
      throw new Error('Register/ChangePassword: expected an account, got a login without one');
    }
    return iqSet(
      self.domain,
      'form' in this.params
        ? registerSubmission({ form: this.params.form })
        : passwordChange(self.local, this.params.password),
    );
  }

  override handle(_reply: Element, ctx: Context) {
    ctx.deliver('handle', {});
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', accountRefusal(ctx.self.domain, error, ctx.stanza));
  }
}
