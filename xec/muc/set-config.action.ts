import { formText, roomConfigSubmission, type DataForm, type Element } from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  bareJid,
  errorContent,
  type ActionContext,
  type ActionError,
} from '../core/index.js';
import { dataFormSchema } from '../data-forms/index.js';

const params = v.object({ room: bareJid, form: dataFormSchema });

/** A form with a password in it is not stored. */
const hasPassword = (form: DataForm): boolean =>
  (formText(form, 'muc#roomconfig_roomsecret') ?? '') !== '';

/**
 * Configures a room (XEP-0045 sections 10.1.3 and 10.2) with a form that was filled in; one without
 * fields takes what the service likes (`instantRoom`), one of type `cancel` gives a new room up. Answers
 * with `muc_setconfig_handle`.
 */
@action('Muc/SetConfig', { params, isSecret: ({ form }) => hasPassword(form) })
export class SetConfig extends Action<'Muc/SetConfig', v.InferOutput<typeof params>> {
  override build() {
    return roomConfigSubmission(this.params.room, this.params.form);
  }

  override handle(_reply: Element, ctx: ActionContext<'Muc/SetConfig'>) {
    ctx.deliver('handle', { room: this.params.room });
  }

  override error(error: ActionError, ctx: ActionContext<'Muc/SetConfig'>) {
    ctx.deliver('error', { room: this.params.room, ...v.parse(errorContent, error) });
  }
}
