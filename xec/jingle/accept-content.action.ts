import { action, type BuildContext } from '../core/index.js';
import { contentParams, inSession, type ContentParams } from './requests.js';
import { SessionRequest } from './session-request.js';

/**
 * Takes contents that the peer added (XEP-0166 section 7.2.1). Answers with
 * `jingle_contentaccept_handle`.
 */
@action('Jingle/ContentAccept', { params: contentParams })
export class AcceptContent extends SessionRequest<'Jingle/ContentAccept', ContentParams> {
  override build(ctx: BuildContext) {
    return inSession(ctx, 'content-accept', this.params);
  }
}
