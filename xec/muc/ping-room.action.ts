import { iqGet, pingRequest, type Element } from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  errorContent,
  type ActionContext,
  type ActionError,
  type BuildContext,
  type StanzaError,
} from '../core/index.js';
import { leave } from './room-facts.js';
import { ofRoom } from './schema.js';

type Context = ActionContext<'Ping/Room'>;

/**
 * Asks a joined room whether we are still in it, by a ping to ourselves there (XEP-0410). Answers with
 * `ping_room_handle` when we are.
 *
 * `ping_room_errornotacceptable`: we are not; the room is forgotten, join it again. `ping_room_error`:
 * the room's server could not say.
 */
@action('Ping/Room', {
  params: ofRoom,
  idempotent: true,
  untold: ['service-unavailable', 'feature-not-implemented', 'item-not-found'],
})
export class PingRoom extends Action<'Ping/Room', { room: string }> {
  override build(ctx: BuildContext) {
    const { room } = this.params;
    const known = ctx.fact('room', room);
    if (known === undefined) throw new Error(`Ping/Room: expected a joined room, got ${room}`);
    return iqGet(`${room}/${known.nick}`, pingRequest());
  }

  override handle(_reply: Element, ctx: Context) {
    ctx.deliver('handle', this.params);
  }

  // "The client is joined, but the pinged client does not implement XMPP Ping" (section 3.2).
  override errorServiceUnavailable(_error: StanzaError, ctx: Context) {
    ctx.deliver('handle', this.params);
  }

  override errorFeatureNotImplemented(_error: StanzaError, ctx: Context) {
    ctx.deliver('handle', this.params);
  }

  // "The client is joined, but the occupant just changed their name" (section 3.2).
  override errorItemNotFound(_error: StanzaError, ctx: Context) {
    ctx.deliver('handle', this.params);
  }

  override errorNotAcceptable(error: StanzaError, ctx: Context) {
    leave(ctx, this.params.room);
    ctx.deliver('errornotacceptable', this.#said(error));
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', this.#said(error));
  }

  #said(error: ActionError) {
    return { ...this.params, ...v.parse(errorContent, error) };
  }
}
