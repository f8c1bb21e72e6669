import { voiceRequest, type Element } from '@xec/stanza';
import { Action, action, type ActionContext } from '../core/index.js';
import { ofRoom } from './schema.js';

/**
 * Asks the moderators of a room for a voice (XEP-0045 section 7.13). Answers with
 * `muc_requestvoice_handle` when it has left; a new role comes as `mucuser`.
 */
@action('Muc/RequestVoice', { params: ofRoom })
export class RequestVoice extends Action<'Muc/RequestVoice', { room: string }> {
  override build() {
    return voiceRequest(this.params.room);
  }

  override handle(_sent: Element, ctx: ActionContext<'Muc/RequestVoice'>) {
    ctx.deliver('handle', this.params);
  }
}
