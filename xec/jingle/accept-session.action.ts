import { action, type BuildContext } from '../core/index.js';
import { contentParams, inSession, type ContentParams } from './requests.js';
import { SessionRequest } from './session-request.js';
import { sessionChange, sessionOf } from './sessions.js';

/**
 * Takes a session that the peer began (XEP-0166 section 7.2.8); contents that it lacks are not taken.
 * Answers with `jingle_sessionaccept_handle`.
 */
@action('Jingle/SessionAccept', { params: contentParams })
export class AcceptSession extends SessionRequest<'Jingle/SessionAccept', ContentParams> {
  override build(ctx: BuildContext) {
    const session = sessionOf(ctx, this.params);
    if (session !== undefined && (session.role !== 'responder' || session.state !== 'pending')) {
      throw new Error(`expected a session that waits for us, got ${session.sid}`);
    }
    return inSession(ctx, 'session-accept', { ...this.params, responder: ctx.self.toString() });
  }

  override begin(ctx: BuildContext) {
    const session = sessionOf(ctx, this.params);
    return session === undefined
      ? []
      : [sessionChange(this.params, { ...session, state: 'active' })];
  }
}
