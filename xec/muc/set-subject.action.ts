import { messageStanza, xml, type Element } from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  bareJid,
  errorContent,
  type ActionContext,
  type ActionError,
} from '../core/index.js';

const params = v.object({
  room: bareJid,
  /** `''` takes it away. */
  subject: v.string(),
});

/**
 * Changes the subject of a joined room (XEP-0045 section 8.1). Answers with `muc_setsubject_handle` when
 * it has left; `subject` comes when the room has it, `message_error` where it refuses later.
 */
@action('Muc/SetSubject', { params })
export class SetSubject extends Action<'Muc/SetSubject', v.InferOutput<typeof params>> {
  override build() {
    const { room, subject } = this.params;
    // "MUST contain a <subject/> but no <body/>" (section 8.1).
    return messageStanza({ to: room, type: 'groupchat' }, xml('subject', {}, subject));
  }

  override handle(_sent: Element, ctx: ActionContext<'Muc/SetSubject'>) {
    ctx.deliver('handle', this.params);
  }

  override error(error: ActionError, ctx: ActionContext<'Muc/SetSubject'>) {
    ctx.deliver('error', { room: this.params.room, ...v.parse(errorContent, error) });
  }
}
