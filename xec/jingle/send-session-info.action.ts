import * as v from 'valibot';
import { action, type BuildContext } from '../core/index.js';
import { inSession, sessionNames } from './requests.js';
import { SessionRequest } from './session-request.js';

const params = v.object({
  ...sessionNames,
  /** Without it the peer is only asked whether the session is alive (XEP-0166 section 6.8). */
  type: v.exactOptional(v.picklist(['active', 'hold', 'ringing', 'unhold'])),
});

/**
 * Tells what we do: that it rings here, that the peer waits (XEP-0167 section 7). Answers with
 * `jingle_sessioninfo_handle`.
 */
@action('Jingle/SessionInfo', { params })
export class SendSessionInfo extends SessionRequest<
  'Jingle/SessionInfo',
  v.InferOutput<typeof params>
> {
  override build(ctx: BuildContext) {
    const { type, ...named } = this.params;
    return inSession(ctx, 'session-info', {
      ...named,
      ...(type !== undefined && { info: { type } }),
    });
  }
}
