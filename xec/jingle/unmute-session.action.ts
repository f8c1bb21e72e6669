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
 * Tells that we send again (XEP-0167 section 7.3). Answers with `jingle_sessionunmute_handle`.
 */
@action('Jingle/SessionUnmute', { params: muteParams })
export class UnmuteSession extends Action<'Jingle/SessionUnmute', MuteParams> {
  override build(ctx: BuildContext) {
    const { name, creator, ...named } = this.params;
    const info = {
      type: 'unmute',
      ...(name !== undefined && { name }),
      creator: creator ?? 'initiator',
    } as const;
    return inSession(ctx, 'session-info', { ...named, info });
  }

  override handle(_reply: Element, ctx: ActionContext<'Jingle/SessionUnmute'>) {
    ctx.deliver('handle', asked(this.params));
  }

  override errorItemNotFound(error: StanzaError, ctx: ActionContext<'Jingle/SessionUnmute'>) {
    ctx.deliver('erroritemnotfound', lostSession(ctx, this.params, error));
  }
}
