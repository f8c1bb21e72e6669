import {
  INVITE_ACCOUNT,
  INVITE_CONTACT,
  MalformedStanza,
  commandElement,
  iqSet,
  readCommand,
  readCreatedInvite,
  type Element,
} from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, type ActionContext, type BuildContext } from '../core/index.js';
import { dataFormSchema } from '../data-forms/index.js';

type Context = ActionContext<'Invite/Create'>;

const params = v.object({
  /** To become our contact, or to make an account on the own server. */
  kind: v.picklist(['contact', 'account']),
  /** Of an earlier answer that wanted a form filled in. */
  sessionId: v.exactOptional(v.string()),
  form: v.exactOptional(dataFormSchema),
});

/**
 * Lets the own server make an invitation (XEP-0401). Answers with `invite_create_handle`: the
 * invitation, or a form to be filled in, with which the same action goes on. Who may not invite gets
 * `forbidden` or `item-not-found`.
 */
@action('Invite/Create', { params })
export class CreateInvite extends Action<'Invite/Create', v.InferOutput<typeof params>> {
  override build({ self }: BuildContext) {
    const { kind, sessionId, form } = this.params;
    return iqSet(
      self.domain,
      commandElement({
        node: kind === 'contact' ? INVITE_CONTACT : INVITE_ACCOUNT,
        ...(sessionId !== undefined && { sessionId }),
        ...(form !== undefined && { form, action: 'complete' }),
      }),
    );
  }

  override handle(reply: Element, ctx: Context) {
    const command = readCommand(reply);
    const { kind } = this.params;
    if (command?.status === 'executing' && command.form && command.sessionId !== undefined) {
      const { sessionId, form } = command;
      ctx.deliver('handle', { status: 'executing', kind, sessionId, form });
      return;
    }
    const invite = command?.form && readCreatedInvite(command.form);
    if (command?.status !== 'completed' || invite === undefined) {
      const notes = command?.notes.map(({ text }) => text).join(' ') ?? '';
      throw new MalformedStanza(`expected an invitation in the answer, got ${notes || 'none'}`);
    }
    ctx.deliver('handle', { status: 'completed', kind, invite });
  }
}
