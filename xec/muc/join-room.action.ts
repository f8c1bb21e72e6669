import {
  availablePresence,
  joinElement,
  mucStatus,
  readDateTime,
  readOccupant,
  unavailablePresence,
  type Element,
  type Jid,
} from '@xec/stanza';
import * as v from 'valibot';
import {
  Action,
  action,
  errorContent,
  mustFit,
  StanzaError,
  type ActionContext,
  type ActionError,
  type BuildContext,
} from '../core/index.js';
import { DiscoRoom } from './disco-room.action.js';
import { enter, featuresOf, leave } from './room-facts.js';
import { joinParams, type JoinParams } from './schema.js';
import { withTrustedId } from './trusted-id.js';

type Context = ActionContext<'Presence/Muc'>;

/**
 * Joins a room (XEP-0045 section 7.2), or asks a joined one for its whole picture again. Answers with
 * `presence_muc_handle` when we are in: everybody else there has come as `mucuser` before.
 *
 * A room that did not exist is made: `presence_muc_create_handle` comes too, and others stay outside
 * until it is configured (`Muc/CreateChannel`, `Muc/CreateGroupChat`, `Muc/SetConfig`). On a later
 * stream the room is joined again under the last nickname, without its history. A password is never
 * stored: such a room then answers `presence_muc_errornotauthorized`.
 *
 * Which ids of messages and occupants count, the room says when it is asked what it announces. That is
 * done after joining; who needs occupant ids from the start asks before, with `Muc/DiscoRequest`.
 */
@action('Presence/Muc', {
  params: joinParams,
  isSecret: ({ password }) => password !== undefined,
})
export class JoinRoom extends Action<'Presence/Muc', JoinParams> {
  override build(ctx: BuildContext) {
    const { room, nick, password, history, affiliationsSince: since } = this.params;
    mustFit(ctx, 'room', room, 'muc.rooms');
    const { since: stamp, ...counts } = history ?? {};
    const from = stamp === undefined ? undefined : readDateTime(stamp);
    const x = joinElement({
      ...(password !== undefined && { password }),
      ...(history !== undefined && { history: { ...counts, ...(from && { since: from }) } }),
      ...(since !== undefined && { versions: since === '' ? {} : { since } }),
    });
    return availablePresence({ to: `${room}/${nick}` }, x, ...ctx.advertised.inPresence(ctx));
  }

  /** "the service MUST … send presence … to the new occupant" last, with status 110 (section 7.2.2). */
  override answeredBy(stanza: Element, from: Jid) {
    const occupant = readOccupant(stanza, from);
    return occupant?.type === 'available' && occupant.isSelf === true;
  }

  override handle(reply: Element, ctx: Context) {
    const occupant = readOccupant(reply, ctx.from);
    if (occupant === undefined) return; // it was one in answeredBy
    const { room, nick } = occupant;
    enter(ctx, room, nick);
    const { affiliation, role, codes, versions, occupantId } = withTrustedId(occupant, ctx);
    const isCreated = codes.includes(mucStatus.created);
    const joined = {
      ...{ room, nick, affiliation, role, codes },
      ...(occupantId !== undefined && { occupantId }),
      ...(versions !== undefined && { versions }),
      ...(isCreated && { isCreated }),
    };
    if (isCreated) ctx.deliver('create_handle', joined);
    const isUnversioned = this.params.affiliationsSince !== undefined && versions === undefined;
    if (isUnversioned) ctx.deliver('no_mav_handle', { room });
    ctx.deliver('handle', joined);
    if (featuresOf(ctx, room) === undefined) ctx.request(new DiscoRoom({ room }));
  }

  override error(error: ActionError, ctx: Context) {
    ctx.deliver('error', this.#refusal(error, ctx));
  }

  override errorRegistrationRequired(error: StanzaError, ctx: Context) {
    ctx.deliver('errorregistrationrequired', this.#refusal(error, ctx));
  }

  override errorRemoteServerNotFound(error: StanzaError, ctx: Context) {
    ctx.deliver('errorremoteservernotfound', this.#refusal(error, ctx));
  }

  override errorRemoteServerTimeout(error: StanzaError, ctx: Context) {
    ctx.deliver('errorremoteservertimeout', this.#refusal(error, ctx));
  }

  override errorNotAuthorized(error: StanzaError, ctx: Context) {
    ctx.deliver('errornotauthorized', this.#refusal(error, ctx));
  }

  override errorGone(error: StanzaError, ctx: Context) {
    ctx.deliver('errorgone', this.#refusal(error, ctx));
  }

  override errorNotAllowed(error: StanzaError, ctx: Context) {
    ctx.deliver('errornotallowed', this.#refusal(error, ctx));
  }

  override errorItemNotFound(error: StanzaError, ctx: Context) {
    ctx.deliver('erroritemnotfound', this.#refusal(error, ctx));
  }

  override errorJidMalformed(error: StanzaError, ctx: Context) {
    ctx.deliver('errorjidmalformed', this.#refusal(error, ctx));
  }

  override errorNotAcceptable(error: StanzaError, ctx: Context) {
    ctx.deliver('errornotacceptable', this.#refusal(error, ctx));
  }

  override errorServiceUnavailable(error: StanzaError, ctx: Context) {
    ctx.deliver('errorserviceunavailable', this.#refusal(error, ctx));
  }

  override errorForbidden(error: StanzaError, ctx: Context) {
    ctx.deliver('errorforbidden', this.#refusal(error, ctx));
  }

  override errorConflict(error: StanzaError, ctx: Context) {
    ctx.deliver('errorconflict', this.#refusal(error, ctx));
  }

  /** Who was refused is not in; who was in under another nickname stays so. */
  #refusal(error: ActionError, ctx: Context) {
    const { room, nick } = this.params;
    const known = ctx.fact('room', room);
    if (error instanceof StanzaError) {
      const isStillIn = error.condition === 'conflict' && known?.nick !== nick;
      if (!isStillIn) leave(ctx, room);
    } else if (error.condition === 'timeout' || error.condition === 'cancelled') {
      // The room may still let us in: then we would be there and not know it.
      leave(ctx, room);
      ctx.send(unavailablePresence({ to: `${room}/${nick}` }));
    }
    return { room, nick, ...v.parse(errorContent, error) };
  }
}
