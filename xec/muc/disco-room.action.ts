import {
  MalformedStanza,
  discoInfoRequest,
  iqGet,
  readDiscoInfo,
  readRoomInfo,
  type Element,
} from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  errorContent,
  type ActionContext,
  type ActionError,
} from '../core/index.js';
import { learnFeatures } from './room-facts.js';
import { ofRoom } from './schema.js';

/**
 * Asks a room what it is: name, description, picture, what it announces (XEP-0045 section 6.4). Answers
 * with `muc_discorequest_handle`. What it announces is remembered: it decides whose ids count there.
 */
@action('Muc/DiscoRequest', { params: ofRoom, idempotent: true })
export class DiscoRoom extends Action<'Muc/DiscoRequest', { room: string }> {
  override build() {
    return iqGet(this.params.room, discoInfoRequest());
  }

  override handle(reply: Element, ctx: ActionContext<'Muc/DiscoRequest'>) {
    const info = readDiscoInfo(reply);
    const room = info && readRoomInfo(info);
    if (room === undefined) throw new MalformedStanza('expected a conference in the answer');
    learnFeatures(ctx, this.params.room, room.features);
    ctx.deliver('handle', { ...this.params, ...room });
  }

  override error(error: ActionError, ctx: ActionContext<'Muc/DiscoRequest'>) {
    ctx.deliver('error', { ...this.params, ...v.parse(errorContent, error) });
  }
}
