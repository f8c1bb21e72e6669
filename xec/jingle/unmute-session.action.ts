import { action, type BuildContext } from '../core/index.js';
import { inSession, muteInfo, muteParams, type MuteParams } from './requests.js';
import { SessionRequest } from './session-request.js';

/**
 * Tells that we send again (XEP-0167 section 7.3). Answers with `jingle_sessionunmute_handle`.
 */
@action('Jingle/SessionUnmute', { params: muteParams })
export class UnmuteSession extends SessionRequest<'Jingle/SessionUnmute', MuteParams> {
  override build(ctx: BuildContext) {
    const { to, sid } = this.params;
    return inSession(ctx, 'session-info', { to, sid, info: muteInfo('unmute', this.params) });
  }
}
