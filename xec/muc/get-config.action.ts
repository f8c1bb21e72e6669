import { MalformedStanza, readRoomConfig, roomConfigRequest, type Element } from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  errorContent,
  type ActionContext,
  type ActionError,
} from '../core/index.js';
import { ofRoom } from './schema.js';

/**
 * Asks for the form of a room's configuration (XEP-0045 section 10.2); owners may. Answers with
 * `muc_getconfig_handle`. Fill it in with `submitForm(form, { … })`: what is not named goes back as it
 * came.
 */
@action('Muc/GetConfig', { params: ofRoom, idempotent: true })
export class GetConfig extends Action<'Muc/GetConfig', { room: string }> {
  override build() {
    return roomConfigRequest(this.params.room);
  }

  override handle(reply: Element, ctx: ActionContext<'Muc/GetConfig'>) {
    const form = readRoomConfig(reply);
    if (form === undefined) throw new MalformedStanza('expected a form in a muc#owner query');
    ctx.deliver('handle', { ...this.params, form });
  }

  override error(error: ActionError, ctx: ActionContext<'Muc/GetConfig'>) {
    ctx.deliver('error', { ...this.params, ...v.parse(errorContent, error) });
  }
}
