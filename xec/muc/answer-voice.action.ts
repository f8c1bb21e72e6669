import { voiceAnswer, type Element } from '@xec/stanza';
import * as v from 'valibot';
import { Action, action, bareJid, type ActionContext } from '../core/index.js';
import { dataFormSchema } from '../data-forms/index.js';

const params = v.object({
  room: bareJid,
  /** As `mucvoicerequest` brought it. */
  form: dataFormSchema,
  isAllowed: v.boolean(),
});

/**
 * Gives somebody who asked a voice, or does not (XEP-0045 section 8.6). Answers with
 * `muc_answervoice_handle` when it has left.
 */
@action('Muc/AnswerVoice', { params })
export class AnswerVoice extends Action<'Muc/AnswerVoice', v.InferOutput<typeof params>> {
  override build() {
    const { room, form, isAllowed } = this.params;
    return voiceAnswer(room, form, isAllowed);
  }

  override handle(_sent: Element, ctx: ActionContext<'Muc/AnswerVoice'>) {
    const { room, isAllowed } = this.params;
    ctx.deliver('handle', { room, isAllowed });
  }
}
