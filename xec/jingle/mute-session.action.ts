import type { Element } from '@xec/stanza';
import {
  Action,
  action,
  type ActionContext,
  type BuildContext,
  type StanzaError,
} from '../core/index.js';
import { asked, inSession, lostSession, muteParams, type MuteParams } from './requests.js';

/**
 * Tells that we send nothing for now, in the content `name` or in all (XEP-0167 section 7.3). Answers
 * with `jingle_sessionmute_handle`.
 */
@action('Jingle/SessionMute', { params: muteParams })
export class MuteSession extends Action<'Jingle/SessionMute', MuteParams> {
  override build(ctx: BuildContext) {
    const { name, creator, ...named } = this.params;
    const info = {
      type: 'mute',
      ...(name !== undefined && { name }),
      creator: creator ?? 'initiator',
    } as const;
    return inSession(ctx, 'session-info', { ...named, info });
  }

  override handle(_reply: Element, ctx: ActionContext<'Jingle/SessionMute'>) {
    ctx.deliver('handle', asked(this.params));
  }

  override errorItemNotFound(error: StanzaError, ctx: ActionContext<'Jingle/SessionMute'>) {
    ctx.deliver('erroritemnotfound', lostSession(ctx, this.params, error));
  }
}
