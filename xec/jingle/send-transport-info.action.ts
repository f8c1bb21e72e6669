import { action, type BuildContext } from '../core/index.js';
import { contentParams, inSession, type ContentParams } from './requests.js';
import { SessionRequest } from './session-request.js';

/**
 * Tells candidates that were found later (XEP-0176 section 5.6); `readSdpCandidates` makes the
 * contents. Answers with `jingle_transportinfo_handle`.
 */
@action('Jingle/TransportInfo', { params: contentParams })
export class SendTransportInfo extends SessionRequest<'Jingle/TransportInfo', ContentParams> {
  override build(ctx: BuildContext) {
    return inSession(ctx, 'transport-info', this.params);
  }
}
