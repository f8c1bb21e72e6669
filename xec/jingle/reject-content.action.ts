import { action, type BuildContext } from '../core/index.js';
import { contentParams, inSession, type ContentParams } from './requests.js';
import { SessionRequest } from './session-request.js';

/**
 * Declines contents that the peer added (XEP-0166 section 7.2.4). Answers with
 * `jingle_contentreject_handle`.
 */
@action('Jingle/ContentReject', { params: contentParams })
export class RejectContent extends SessionRequest<'Jingle/ContentReject', ContentParams> {
  override build(ctx: BuildContext) {
    return inSession(ctx, 'content-reject', this.params);
  }
}
