import { action, type BuildContext } from '../core/index.js';
import { inSession, muteInfo, muteParams, type MuteParams } from './requests.js';
import { SessionRequest } from './session-request.js';

/**
 * Tells that we send nothing for now, in the content `name` or in all (XEP-0167 section 7.3). Answers
 * with `jingle_sessionmute_handle`.
 */
@action('Jingle/SessionMute', { params: muteParams })
export class MuteSession extends SessionRequest<'Jingle/SessionMute', MuteParams> {
  override build(ctx: BuildContext) {
    const { to, sid } = this.params;
    return inSession(ctx, 'session-info', { to, sid, info: muteInfo('mute', this.params) });
  }
}
